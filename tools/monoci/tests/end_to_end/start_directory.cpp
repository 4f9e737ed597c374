// `-C DIR` means: as if started there. For every option that takes a path.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "cli/commands.hpp"
#include "support/disk_files.hpp"
#include "support/program.hpp"

namespace monoci_testing::start_directory_test {

namespace {

using gitview_testing::GitSandbox;
using testing::IsEmpty;
using testing::Not;

struct PathOption {
  const char *command, *option;  // as --help writes it
  const char* words;
};
void PrintTo(const PathOption& row, std::ostream* out) { *out << row.words; }

// All run in the directory `sub` of the repository; what they name is there, and nowhere else.
constexpr PathOption kPathOptions[] = {
    {"", "--config", "--config ../sub/other.yaml list"},
    {"generate", "--output", "generate --all -o child.yml"},
    {"generate", "--report", "generate --all -o child.yml --report report.json"},
    {"generate", "--markdown", "generate --all -o child.yml --markdown report.md"},
    {"lint", "files", "lint jobs.yml ./jobs.yml"},
    {"check", "--output", "check --base HEAD --format codequality -o quality.json"},
    {"note", "--markdown", "note --markdown empty.md"},
    {"new", "--template", "new --template own thing --dry-run"},
    {"new", "--in", "new lib thing --in sub --dry-run"},
    {"new", "--finish", "new --finish sub --dry-run"},
    {"mv", "directory", "mv one moved --dry-run"},
    {"", "-C", "-C . list"},
    {"", "-C", "-C . -C ../one -C ../sub list"},
};

GitSandbox repository() {
  GitSandbox made;
  made.commit({{"one/pyproject.toml", "[project]\nname = \"one\"\nversion = \"1\"\n"},
               {"monoci.yaml", "version: 1\nkinds:\n  lib: { paths: ['**'], jobs: jobs.yml }\n"},
               {"jobs.yml", "test: { script: \"true\" }\n"},
               {"sub/other.yaml", "version: 1\nkinds:\n  other: { paths: ['**'] }\n"},
               {"sub/jobs.yml", "here: { script: \"true\" }\n"},
               {"sub/empty.md", ""},
               {"sub/own/scaffold.yml", "version: 1\nsummary: Ours\nkind: lib\ndirectory: libs\n"},
               {"sub/own/README.md", "of our own\n"}});
  return made;
}

class StartDirectory : public testing::TestWithParam<PathOption> {};

TEST_P(StartDirectory, MeansTheSameAsBeingThere) {
  const auto there = repository(), elsewhere = repository();
  const auto environment =
      std::string("export CI_MERGE_REQUEST_IID=1 CI_MERGE_REQUEST_PROJECT_ID=1 CI_MERGE_REQUEST_SOURCE_PROJECT_ID=1 ") +
      "MONOCI_GITLAB_TOKEN=x CI_API_V4_URL=http://127.0.0.1:1; ";
  const auto expected = run_script(there, environment + "cd sub && \"$MONOCI\" " + GetParam().words);
  const auto words = std::string(GetParam().words);
  const auto found =
      run_script(elsewhere, words.starts_with("-C") ? environment + "cd one && \"$MONOCI\" -C .. -C sub list"
                                                    : environment + "cd one && \"$MONOCI\" -C ../sub " + words);
  EXPECT_EQ(found.exit_code, expected.exit_code) << found.err;
  EXPECT_EQ(found.out, expected.out);
  EXPECT_EQ(found.err, expected.err);
  EXPECT_THAT(expected.err, Not(testing::HasSubstr("No such file")));  // the row names what is there
  EXPECT_EQ(disk_files(elsewhere.root()), disk_files(there.root()));
}

INSTANTIATE_TEST_SUITE_P(Options, StartDirectory, testing::ValuesIn(kPathOptions));

TEST(StartDirectory, IsTriedWithEveryOptionThatTakesAPath) {
  const auto here = repository();
  std::vector<std::string> commands{""}, missing;
  for (const auto& command : monoci::commands()) commands.emplace_back(command.name);
  const std::regex takes_a_path(R"(^ +(?:(?:-\w,? ?)?(--?\w+)(?:,-\w)?|(\w+)) (?:DIR|FILE)\b.*)");
  for (const auto& command : commands) {
    const auto help = run_monoci(
        here, command.empty() ? std::vector<std::string>{"--help"} : std::vector<std::string>{command, "--help"});
    std::istringstream lines(help.out);
    for (std::string line; std::getline(lines, line);) {
      std::smatch match;
      if (!std::regex_match(line, match, takes_a_path)) continue;
      const auto option = match[1].matched ? match[1].str() : match[2].str();
      const bool is_tried = std::ranges::any_of(
          kPathOptions, [&](const PathOption& each) { return each.command == command && each.option == option; });
      if (!is_tried) missing.push_back(command + " " + line);
    }
  }
  EXPECT_THAT(missing, IsEmpty());
}

}  // namespace

}  // namespace monoci_testing::start_directory_test
