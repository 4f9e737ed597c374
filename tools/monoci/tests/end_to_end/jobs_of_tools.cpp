// Settings of a tool above projects run the jobs that `inputs.tools` names, and no others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/planned_jobs.hpp"
#include "support/workspace_text.hpp"

namespace monoci_testing::jobs_of_tools_test {

namespace {

using gitview_testing::Edit;
using gitview_testing::GitSandbox;
using monoci::package;
using monoci::Texts;
using testing::ElementsAre;
using testing::IsEmpty;

const char* const kConfig =
    "version: 1\nkinds: { lib: { paths: [\"libs/*\"], jobs: ci/lib.yml } }\n"
    "inputs: { global: [free.txt, mypy.ini], tools: { ruff: lint, pytest: [test, slow], mypy: [lint] } }\n";
const char* const kJobs =
    "lint: {stage: lint, script: [x], needs: [], monoci: {inputs: own}}\n"
    "test: {stage: test, script: [x], needs: [lint, ^test]}\n"
    "slow: {stage: test, script: [x], needs: [^test], monoci: {inputs: [\"**/*.sql\"]}}\n";
const std::string kRoot = "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n";

// `b` depends on `a`. The jobs of the pipeline for what changes from that.
Texts jobs_for(const std::vector<Edit>& edits) {
  GitSandbox repository;
  repository.commit({{"monoci.yaml", kConfig},
                     {"ci/lib.yml", kJobs},
                     {"pyproject.toml", kRoot + "[tool.ruff]\nfix = false\n"},
                     {"libs/a/pyproject.toml", package("a")},
                     {"libs/b/pyproject.toml", package("b", {"a"}, "[tool.uv.sources]\na = { workspace = true }\n")},
                     {"free.txt", "1"},
                     {"mypy.ini", "[mypy]\n"}});
  repository.commit(edits);
  return jobs_of_last_commit(repository);
}

TEST(JobsOfTools, RunWhereTheirTableChanges) {
  EXPECT_THAT(jobs_for({{"pyproject.toml", kRoot + "[tool.ruff]\nfix = true\n"}}),
              ElementsAre("libs/a:lint", "libs/b:lint"));
}

TEST(JobsOfTools, RunWhereTheirFileChanges) {
  EXPECT_THAT(jobs_for({{"ruff.toml", "fix = true\n"}}), ElementsAre("libs/a:lint", "libs/b:lint"));
  EXPECT_THAT(jobs_for({{"libs/conftest.py", ""}}),
              ElementsAre("libs/a:test", "libs/a:slow", "libs/b:test", "libs/b:slow"));
  EXPECT_THAT(jobs_for({{"mypy.ini", "[mypy]\nstrict = true\n"}}), ElementsAre("libs/a:lint", "libs/b:lint"))
      << "though it is a global input";
}

TEST(JobsOfTools, RunForAllThatChange) {
  EXPECT_THAT(jobs_for({{"ruff.toml", "fix = true\n"}, {"pytest.ini", "[pytest]\n"}}),
              ElementsAre("libs/a:lint", "libs/a:test", "libs/a:slow", "libs/b:lint", "libs/b:test", "libs/b:slow"));
}

TEST(JobsOfTools, AreNotAllWhereSomethingElseChanges) {
  EXPECT_THAT(jobs_for({{"ruff.toml", "fix = true\n"}, {"libs/a/a.py", "1"}}),
              ElementsAre("libs/a:lint", "libs/a:test", "libs/b:lint", "libs/b:test"));
  EXPECT_THAT(jobs_for({{"ruff.toml", "fix = true\n"}, {"libs/b/b.py", "1"}}),
              ElementsAre("libs/a:lint", "libs/b:lint", "libs/b:test"));
  EXPECT_THAT(jobs_for({{"free.txt", "2"}}), ElementsAre("libs/a:lint", "libs/a:test", "libs/b:lint", "libs/b:test"));
}

TEST(JobsOfTools, OfAToolThatIsNotNamedAreAll) {
  EXPECT_THAT(jobs_for({{"tox.ini", "[tox]\n"}}),
              ElementsAre("libs/a:lint", "libs/a:test", "libs/a:slow", "libs/b:lint", "libs/b:test", "libs/b:slow"))
      << "pytest reads it, too, and `slow` runs pytest";
}

TEST(JobsOfTools, AreNoneWhereNothingButACommentChanges) {
  EXPECT_THAT(jobs_for({{"pyproject.toml", kRoot + "# more\n[tool.ruff]\nfix = false\n"}}), IsEmpty());
}

TEST(JobTemplates, ThatSayTheSameRunNothing) {
  const std::string jobs = kJobs;
  EXPECT_THAT(jobs_for({{"ci/lib.yml", "# more\n" + jobs}}), IsEmpty());
  const auto quoted = std::string(jobs).replace(jobs.find("[x]"), 3, "[ 'y' ]");
  EXPECT_THAT(jobs_for({{"ci/lib.yml", quoted}}), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace monoci_testing::jobs_of_tools_test
