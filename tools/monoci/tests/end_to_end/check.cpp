// `monoci check` where there is little to look at, or to compare with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"

namespace monoci_testing::check_test {

namespace {

using gitview_testing::GitSandbox;
using testing::HasSubstr;

GitSandbox without_default_branch() {
  GitSandbox repository;
  repository.commit({{"pyproject.toml", "[project]\nname = \"one\"\nversion = \"1\"\n"}});
  repository.git("branch -q -m work");
  return repository;
}

TEST(Check, SaysThatThereIsNothingToCompareWith) {
  const auto result = run_monoci(without_default_branch(), {"check"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "no findings\n");
  EXPECT_THAT(result.err, HasSubstr("what changed is not checked: no default branch was found"));
}

TEST(Check, FailsWithoutEvidenceWhereThatIsWanted) {
  const auto result = run_monoci(without_default_branch(), {"check", "--strict"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("error: what changed is not checked"));
}

TEST(Check, KnowsTheDefaultBranchOfTheConfiguration) {
  auto repository = without_default_branch();
  repository.write({{"monoci.yaml", "version: 1\ndefault_branch: work\n"}});
  EXPECT_THAT(run_monoci(repository, {"check"}).err, testing::Not(HasSubstr("not checked")));
}

TEST(Check, LooksAtAWorkTreeWithoutACommit) {
  GitSandbox repository;
  repository.write({{"monoci.yaml", "version: 1\nunownd: all\n"}});
  const auto result = run_monoci(repository, {"check"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.out, HasSubstr("monoci.yaml:2:1: error: unknown key `unownd` [configuration]"));
  EXPECT_THAT(result.err, HasSubstr("there is no commit yet"));
}

TEST(Check, LooksAtWhatIsNotCommitted) {
  auto repository = without_default_branch();
  repository.write({{"sub/x/pyproject.toml", "[project]\nname = \"x\"\nversion = \"1\"\n"},
                    {"pyproject.toml", "[tool.uv.workspace]\nmembers = []\n"}});
  const auto with = run_monoci(repository, {"check", "--base", "HEAD"});
  EXPECT_EQ(with.exit_code, 3);
  EXPECT_THAT(with.out, HasSubstr("`.` was a project at the base: it is still there, and no project any more"));
  EXPECT_EQ(run_monoci(repository, {"check", "--base", "HEAD", "--no-uncommitted"}).exit_code, 0);
}

TEST(Check, ReadsAConfigurationFromElsewhere) {
  auto repository = without_default_branch();
  repository.write({{"other.yaml", "version: 1\nkinds: {lib: {jobs: jobs.yml}}\n"}, {"jobs.yml", "test: {}\n"}});
  const auto file = (repository.root() / "other.yaml").string();
  const auto result = run_monoci(repository, {"--config", file, "check"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.out, HasSubstr("jobs.yml:1:1: error: "));
}

GitSandbox with_an_import(const std::string& dependencies) {
  GitSandbox repository;
  const std::string sources = "\n[tool.uv.sources]\na.workspace = true\n";
  repository.commit(
      {{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"*\"]\n" + sources},
       {"a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"},
       {"a/a.py", "1\n"},
       {"b/pyproject.toml", "[project]\nname = \"b\"\nversion = \"1\"\ndependencies = [" + dependencies + "]\n"}});
  repository.commit({{"b/b.py", "import os\nimport a\n"}});
  return repository;
}

TEST(Affected, WarnsWhereChangedCodeImportsWhatNobodyDeclared) {
  const auto repository = with_an_import("");
  const auto result = run_monoci(repository, {"affected", "--base", "HEAD~1", "--format", "names"});
  EXPECT_EQ(result.out, "b\n");
  EXPECT_THAT(result.err, HasSubstr("changed files import a project that their own does not declare"));
  EXPECT_THAT(result.err, testing::Not(HasSubstr("b/b.py")));
  EXPECT_THAT(run_monoci(repository, {"--verbose", "affected", "--base", "HEAD~1"}).err,
              HasSubstr("b/b.py:2 imports `a` of a"));
}

TEST(Affected, DoesNotWarnOfImportsThatAreDeclaredOrDidNotChange) {
  const auto declared = run_monoci(with_an_import("\"a\""), {"affected", "--base", "HEAD~1"});
  EXPECT_THAT(declared.err, testing::Not(HasSubstr("import")));
  auto repository = with_an_import("");
  repository.commit({{"b/c.py", "1"}});
  EXPECT_THAT(run_monoci(repository, {"affected", "--base", "HEAD~1"}).err, testing::Not(HasSubstr("import")));
}

TEST(Check, AnswersNoQuestionThatMakesNoSense) {
  EXPECT_EQ(run_monoci(without_default_branch(), {"check", "--base", "nowhere"}).exit_code, 1);
  EXPECT_EQ(run_monoci(without_default_branch(), {"check", "--format", "xml"}).exit_code, 2);
}

}  // namespace

}  // namespace monoci_testing::check_test
