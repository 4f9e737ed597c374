#include "golden/golden_case.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "support/program.hpp"
#include "support/source_directory.hpp"

namespace monoci_testing {

namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::istringstream in(content_of(file));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  for (const char letter : line + " ") {
    if (letter == '\'') {
      quoted = !quoted;
    } else if (!quoted && (letter == ' ' || letter == '\n')) {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
    } else {
      word += letter;
    }
  }
  return words;
}

void lay_over(const fs::path& from, const fs::path& to) {
  if (!fs::exists(from)) return;
  fs::copy(from, to,
           fs::copy_options::recursive | fs::copy_options::overwrite_existing | fs::copy_options::copy_symlinks);
}

void make_repository(const GoldenCase& golden, gitview_testing::GitSandbox& repository) {
  lay_over(golden.folder / "base", repository.root());
  repository.git("add -A");
  repository.git("commit -q --allow-empty -m base");
  lay_over(golden.folder / "head", repository.root());
  for (const auto& path : lines_of(golden.folder / "deleted")) repository.git_words({"rm", "-rq", path});
  repository.git("add -A");
  repository.git("commit -q --allow-empty -m head");
  for (const auto& line : lines_of(golden.folder / "refs")) repository.git("update-ref " + line);
  lay_over(golden.folder / "work", repository.root());
}

// "$BASE" and "$HEAD" are the two commits.
gitview_testing::Environment environment_of(const GoldenCase& golden, gitview_testing::GitSandbox& repository) {
  gitview_testing::Environment environment;
  for (const auto& line : lines_of(golden.folder / "env")) {
    const auto equals = line.find('=');
    const auto value = replaced(line.substr(equals + 1), "$BASE", repository.id("HEAD~1").hex());
    environment[line.substr(0, equals)] = replaced(value, "$HEAD", repository.id("HEAD").hex());
  }
  return environment;
}

}  // namespace

std::vector<GoldenCase> golden_cases() {
  std::vector<GoldenCase> cases;
  for (const auto& entry : fs::directory_iterator(source_directory() / "tools/monoci/tests/golden")) {
    if (fs::exists(entry.path() / "cmd")) cases.push_back({entry.path()});
  }
  std::ranges::sort(cases, {}, &GoldenCase::folder);
  return cases;
}

GoldenOutput run_case(const GoldenCase& golden) {
  gitview_testing::GitSandbox repository;
  make_repository(golden, repository);
  const gitview_testing::TemporaryDirectory out;
  const auto environment = environment_of(golden, repository);
  const auto command = replaced(content_of(golden.folder / "cmd"), "$OUT", out.path().string());
  const auto result = run_monoci(repository, words_of(command), environment);

  const auto neutral = [&](std::string text) {
    return replaced(replaced(std::move(text), out.path().string(), "$OUT"), repository.root().string(), "$ROOT");
  };
  GoldenOutput output{neutral(result.out), neutral(result.err), result.exit_code, {}};
  for (const auto& entry : fs::directory_iterator(out.path())) {
    output.files.emplace_back(entry.path().filename().string(), neutral(content_of(entry.path())));
  }
  return output;
}

}  // namespace monoci_testing
