#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "golden/golden_case.hpp"

namespace monoci_testing {

namespace {

std::string expected(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void accept(const std::filesystem::path& file, const std::string& content, bool always) {
  if (content.empty() && !always)
    std::filesystem::remove(file);
  else
    std::ofstream(file, std::ios::binary) << content;
}

class Golden : public testing::TestWithParam<GoldenCase> {};

TEST_P(Golden, PrintsWhatIsExpected) {
  const auto& folder = GetParam().folder;
  const auto output = run_case(GetParam());
  const std::string exit = output.exit_code == 0 ? "" : std::to_string(output.exit_code) + "\n";
  if (std::getenv("MONOCI_ACCEPT") != nullptr) {
    accept(folder / "stdout", output.out, true);
    accept(folder / "stderr", output.err, false);
    accept(folder / "exit", exit, false);
    for (const auto& [name, content] : output.files) accept(folder / (name + ".expected"), content, true);
    return;
  }
  EXPECT_EQ(output.out, expected(folder / "stdout"));
  EXPECT_EQ(output.err, expected(folder / "stderr"));
  EXPECT_EQ(exit, expected(folder / "exit"));
  std::size_t expected_files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".expected") ++expected_files;
  }
  EXPECT_EQ(output.files.size(), expected_files);
  for (const auto& [name, content] : output.files) EXPECT_EQ(content, expected(folder / (name + ".expected"))) << name;
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(golden_cases()), [](const auto& each) {
  std::string name;
  bool upper = true;
  for (const char letter : each.param.name()) {
    if (letter != '-') name += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
    upper = letter == '-';
  }
  return name;
});

}  // namespace

}  // namespace monoci_testing
