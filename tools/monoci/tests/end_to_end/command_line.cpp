// What every command promises: exit codes, the two streams, and files that are whole or not there.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/program.hpp"

namespace monoci_testing::command_line_test {

namespace {

using gitview_testing::GitSandbox;
using testing::HasSubstr;
using testing::Not;

GitSandbox small_repository() {
  GitSandbox repository;
  repository.commit({{"pyproject.toml", "[project]\nname = \"one\"\nversion = \"1\"\n"}});
  return repository;
}

struct UsageCase {
  const char* name;
  std::vector<std::string> arguments;
  int exit_code;
  const char* said;
};

class Usage : public testing::TestWithParam<UsageCase> {};

TEST_P(Usage, EndsWithItsExitCode) {
  const auto result = run_monoci(small_repository(), GetParam().arguments);
  EXPECT_EQ(result.exit_code, GetParam().exit_code) << result.err;
  EXPECT_THAT(result.exit_code == 0 ? result.out : result.err, HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Usage,
    testing::Values(UsageCase{"Version", {"--version"}, 0, "monoci 0."}, UsageCase{"Help", {"--help"}, 0, "Examples:"},
                    UsageCase{"HelpOfACommand", {"affected", "--help"}, 0, "--exact-base"},
                    UsageCase{"NoCommand", {}, 2, "subcommand"},
                    UsageCase{"MistypedCommand", {"grpah"}, 2, "did you mean `graph`?"},
                    UsageCase{"MistypedOption", {"affected", "--formt", "json"}, 2, "did you mean `--format`?"},
                    UsageCase{"UnknownFormat", {"affected", "--format", "xml"}, 2, "xml"},
                    UsageCase{"ExactBaseAlone", {"affected", "--exact-base"}, 2, "--base"},
                    UsageCase{"UnknownProject", {"why", "oen"}, 1, "did you mean `one`?"},
                    UsageCase{"UnknownKind", {"affected", "--kind", "libb"}, 1, "did you mean `lib`?"},
                    UsageCase{"ConfigThatIsADirectory", {"--config", "/", "list"}, 1, "cannot be read"},
                    UsageCase{"UnknownRevision", {"affected", "--base", "nowhere"}, 1, "nowhere"},
                    UsageCase{"NegativeCount", {"lint", "--jobs", "-1", "x.yml"}, 2, "--jobs: `-1` is no whole number"},
                    UsageCase{"HugeCount", {"lint", "--needs", "99999999999999999999", "x"}, 2, "from 1 to 10000"},
                    UsageCase{"CountWithMoreBehindIt", {"lint", "--needs=5x", "x"}, 2, "`5x` is no whole number"},
                    UsageCase{"NoCount", {"generate", "-o", "x", "--files", "0"}, 2, "whole number from 1 to 3"},
                    UsageCase{"Count", {"lint", "--jobs", "7", "pyproject.toml"}, 3, "pyproject.toml:2:1"},
                    UsageCase{"NothingAffected", {"affected"}, 0, "None of 1 project is"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Help, OfEveryCommandFitsAScreen) {
  const auto repository = small_repository();
  for (const auto* command : {"", "affected", "why", "list", "graph", "generate", "lint", "check", "note"}) {
    std::vector<std::string> arguments = {"--help"};
    if (*command != '\0') arguments.insert(arguments.begin(), command);
    const auto help = run_monoci(repository, arguments).out;
    EXPECT_LE(std::ranges::count(help, '\n'), 40) << command;
  }
}

TEST(Generate, LeavesTheOldFileWhereTheNewOneCannotBeMade) {
  auto repository = small_repository();
  repository.commit({{"monoci.yaml", "version: 1\nkinds:\n  lib: { paths: ['**'], jobs: jobs.yml }\n"},
                     {"jobs.yml", "test: { script: 1 }\n"}});
  repository.write({{"child.yml", "old"}});
  const auto result =
      run_monoci(repository, {"generate", "--all", "--output", (repository.root() / "child.yml").string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("jobs.yml:1:"));
  std::ifstream in(repository.root() / "child.yml");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "old");
}

// Parts of fewer jobs are tried first. That they cannot be made says nothing of the limit that was set.
TEST(Generate, WhatIsTooLargeAndCannotBeSplitIsToldByItsSize) {
  const auto project = [](const std::string& name, const std::string& needs) {
    return "[project]\nname = \"" + name + "\"\nversion = \"1\"\ndependencies = [" + needs + "]\n";
  };
  GitSandbox repository;
  repository.commit(
      {{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
       {"libs/a/pyproject.toml", project("a", "")},
       {"libs/b/pyproject.toml", project("b", "\"a\"")},
       {"libs/c/pyproject.toml", project("c", "\"b\"")},
       {"monoci.yaml", "version: 1\nkinds: {lib: {paths: ['libs/*'], jobs: jobs.yml}}\nlimits: {parsed_bytes: 3000}\n"},
       {"jobs.yml", "test: {script: [x], needs: [{job: ^test, artifacts: true}]}\n"}});
  const auto result = run_monoci(repository, {"generate", "--all", "--output", "child.yml"});
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_THAT(result.err, HasSubstr("bytes in GitLab's parser"));
  EXPECT_THAT(result.err, Not(HasSubstr("limits.jobs")));
}

TEST(Generate, ToWhatIsNoFileWritesIntoIt) {
  const auto result = run_monoci(small_repository(), {"generate", "--all", "--output", "/dev/stdout"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("workflow"));
  EXPECT_THAT(result.err, HasSubstr("have no jobs"));
}

TEST(Generate, RefusesOneFileForPipelineAndReport) {
  const auto result = run_monoci(small_repository(), {"generate", "--all", "--output", "x", "--report", "x"});
  EXPECT_EQ(result.exit_code, 2);
}

TEST(Why, KnowsADeletedProject) {
  GitSandbox repository;
  repository.commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
                     {"libs/a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"}});
  repository.commit({{"libs/a/pyproject.toml", gitview_testing::deleted}});
  EXPECT_EQ(run_monoci(repository, {"why", "libs/a", "--base", "HEAD~1"}).out, "libs/a is deleted\n");
}

TEST(Generate, ToADirectoryThatIsNotThereFails) {
  const auto result = run_monoci(small_repository(), {"generate", "--all", "--output", "no/such/child.yml"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("cannot be written"));
}

TEST(Config, NamesTheBranchToCompareWith) {
  auto repository = small_repository();
  repository.commit({{"monoci.yaml", "version: 1\ndefault_branch: trunk\n"}});
  repository.git("branch -q trunk");
  repository.commit({{"x.py", ""}});
  const auto result = run_monoci(repository, {"affected"});
  EXPECT_THAT(result.out, HasSubstr("`trunk` is the default branch")) << result.err;
}

TEST(Config, FromOutsideTheTreeIsUsedForBaseAndHead) {
  auto repository = small_repository();
  repository.commit({{"docs/x", "1"}});
  const gitview_testing::TemporaryDirectory elsewhere;
  std::ofstream(elsewhere.path() / "try.yaml") << "version: 1\nprojects: { include: [docs] }\n";
  const auto config = (elsewhere.path() / "try.yaml").string();
  const auto result = run_monoci(repository, {"--config", config, "affected", "--base", "HEAD~1", "--format", "paths"});
  EXPECT_EQ(result.out, "docs\n") << result.err;
}

}  // namespace

}  // namespace monoci_testing::command_line_test
