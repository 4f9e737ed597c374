// How many headers have a single user. Read from the #include lines of all sources.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/source_directory.hpp"

namespace monoci::layering_headers_test {
namespace {

namespace fs = std::filesystem;

const fs::path kTop = monoci_testing::source_directory();
const std::array kRoots = {kTop / "tools/monoci/src", kTop / "libs/gitview/src", kTop / "libs/gitview/include"};

// The words of an #include line, without brackets or quotes.
std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> found;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto begin = line.find_first_of("<\"");
    if (!line.starts_with("#include ") || begin == std::string::npos) continue;
    found.push_back(line.substr(begin + 1, line.find_first_of(">\"", begin + 1) - begin - 1));
  }
  return found;
}

// What a header and the source of the same name have in common, whether or not the header is for others to see.
fs::path unit_of(const fs::path& from_root) {
  const auto unit = from_root.lexically_relative("gitview");
  return fs::path(unit.empty() || *unit.begin() == ".." ? from_root : unit).replace_extension();
}

// header → who includes it; neither its own source nor tests are users.
std::map<std::string, std::set<std::string>> users_of_headers() {
  std::map<std::string, std::set<std::string>> users;
  const auto each_source = [](const auto& visit) {
    for (const auto& root : kRoots)
      for (const auto& entry : fs::recursive_directory_iterator(root))
        if (entry.is_regular_file()) visit(entry.path(), entry.path().lexically_relative(root));
  };
  each_source([&](const fs::path& file, const fs::path& from_root) {
    if (file.extension() == ".hpp") users[from_root];
  });
  each_source([&](const fs::path& file, const fs::path& from_root) {
    for (const auto& header : includes_of(file)) {
      const auto known = users.find(header);
      if (known != users.end() && unit_of(header) != unit_of(from_root)) known->second.insert(from_root);
    }
  });
  return users;
}

// A file for a declaration that one place needs is a file to open for nothing.
TEST(Layering, AtMostAQuarterOfTheHeadersHasASingleUser) {
  const auto users = users_of_headers();
  std::size_t count = 0;
  std::string told;
  for (const auto& [header, of_header] : users) {
    if (of_header.size() > 1) continue;
    ++count;
    told += "\n  " + header + " ← " + (of_header.empty() ? "nobody" : *of_header.begin());
  }
  EXPECT_GT(users.size(), 200u);
  EXPECT_LE(4 * count, users.size()) << count << " of " << users.size()
                                     << " headers have a single user. Move one that has no idea of its own into that "
                                        "user's .cpp, and give rows of one table, or steps of one work, one header."
                                     << told;
}

TEST(Layering, UsersOfHeadersAreFound) {
  const auto users = users_of_headers();
  EXPECT_THAT(users.at("render/formats.hpp"), testing::Contains("render/renderers.cpp"));
  EXPECT_THAT(users.at("gitview/oid.hpp"), testing::Not(testing::Contains("oid.cpp")));
  EXPECT_THAT(users.at("base/repo_path.hpp"), testing::Not(testing::Contains("base/repo_path.cpp")));
}

}  // namespace
}  // namespace monoci::layering_headers_test
