// The program in the clones that CI and people really have.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "support/program.hpp"

namespace monoci_testing::clones_test {

namespace {

using gitview_testing::ChildResult;
using gitview_testing::GitSandbox;
using testing::HasSubstr;

// `libs/b` depends on `libs/a`; main has moved on since the branch `feature`, which changed `libs/a`, left it.
GitSandbox origin() {
  GitSandbox repository;
  repository.commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
                     {"libs/a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"},
                     {"libs/b/pyproject.toml", "[project]\nname = \"b\"\nversion = \"1\"\ndependencies = [\"a\"]\n"},
                     {"libs/c/pyproject.toml", "[project]\nname = \"c\"\nversion = \"1\"\n"}});
  for (const auto* text : {"1", "2", "3"}) repository.commit({{"libs/c/x.py", text}});
  repository.git("checkout -q -b feature HEAD~2");
  for (const auto* text : {"1", "2", "3", "4"}) repository.commit({{"libs/a/y.py", text}});
  repository.git("config uploadpack.allowFilter true");
  repository.git("config uploadpack.allowAnySHA1InWant true");
  return repository;
}

ChildResult affected(const GitSandbox& repository, std::vector<std::string> options) {
  std::vector<std::string> arguments = {"affected", "--format", "paths"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return run_monoci(repository, arguments);
}

TEST(Clone, ThatIsShallowIsDeepenedUntilTheMergeBaseIsKnown) {
  auto full = origin();
  const auto clone = full.clone("--depth=2 --branch=feature");
  const auto result = affected(clone, {"--base", full.id("main").hex()});
  EXPECT_THAT(result.out, HasSubstr("libs/a\nlibs/b\n")) << result.err;
}

TEST(Clone, ThatIsShallowIsGivenTheBranchThatABaseNames) {
  const auto full = origin();
  const auto clone = full.clone("--depth=1 --branch=feature");
  EXPECT_EQ(affected(clone, {"--base", "origin/main"}).out, "libs/a\nlibs/b\n");
}

TEST(Clone, ThatIsShallowReachesWhatLiesFurtherBack) {
  const auto full = origin();
  const auto clone = full.clone("--depth=1 --branch=feature");
  EXPECT_EQ(affected(clone, {"--base", "HEAD~2", "--exact-base"}).out, "libs/a\nlibs/b\n");
}

TEST(Clone, ThatIsShallowAnswersWithEverythingWhereNothingMayBeFetched) {
  auto full = origin();
  const auto clone = full.clone("--depth=2 --branch=feature");
  const auto result = affected(clone, {"--base", full.id("main").hex(), "--no-fetch"});
  EXPECT_EQ(result.out, "libs/a\nlibs/b\nlibs/c\n");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("is not in this clone"));
}

TEST(Clone, ThatIsShallowFailsWhereMissingEvidenceIsForbidden) {
  auto full = origin();
  const auto clone = full.clone("--depth=2 --branch=feature");
  const auto result = affected(clone, {"--base", full.id("main").hex(), "--no-fetch", "--strict"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "");
}

TEST(Clone, OfAMergeRequestNeedsOneCommitMoreAndNoHistory) {
  auto full = origin();
  const auto clone = full.clone("--depth=1 --branch=feature");
  const auto base = full.id("main~2").hex();
  const auto result = run_monoci(clone, {"affected", "--format", "paths"},
                                 {{"GITLAB_CI", "true"},
                                  {"CI", "true"},
                                  {"CI_PIPELINE_SOURCE", "merge_request_event"},
                                  {"CI_MERGE_REQUEST_EVENT_TYPE", "detached"},
                                  {"CI_MERGE_REQUEST_DIFF_BASE_SHA", base},
                                  {"CI_COMMIT_SHA", full.id("feature").hex()}});
  EXPECT_THAT(result.out, HasSubstr("libs/a\nlibs/b\n")) << result.err;
}

TEST(Clone, WithoutBlobsFetchesTheManifestsAlone) {
  const auto full = origin();
  const auto clone = full.clone("--filter=blob:none --no-checkout --branch=feature");
  const auto result = affected(clone, {"--base", "origin/main", "--no-uncommitted"});
  EXPECT_THAT(result.out, HasSubstr("libs/a\nlibs/b\n")) << result.err;
}

TEST(Clone, WithoutBlobsWidensToEveryDirectoryWithAManifestWhereNothingMayBeFetched) {
  const auto full = origin();
  const auto clone = full.clone("--filter=blob:none --no-checkout --branch=feature");
  const auto result = affected(clone, {"--base", "origin/main", "--no-uncommitted", "--no-fetch"});
  EXPECT_EQ(result.out, ".\nlibs/a\nlibs/b\nlibs/c\n");
  EXPECT_THAT(result.err, HasSubstr("cannot read `libs/a/pyproject.toml`"));
}

TEST(Clone, WithoutTreesFetchesThem) {
  const auto full = origin();
  const auto clone = full.clone("--filter=tree:0 --no-checkout --branch=feature");
  const auto result = affected(clone, {"--base", "origin/main", "--no-uncommitted"});
  EXPECT_THAT(result.out, HasSubstr("libs/a\nlibs/b\n")) << result.err;
}

TEST(Clone, ThatIsBareAnswersFromAnyDirectory) {
  const auto full = origin();
  const auto clone = full.clone("--bare");
  EXPECT_EQ(affected(clone, {"--base", "main", "--head", "feature"}).out, "libs/a\nlibs/b\n");
}

TEST(Clone, OfAnotherOwnerIsReadAllTheSame) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a repository to another user";
  auto repository = origin();
  ASSERT_EQ(::chown(repository.root().c_str(), 4242, 4242), 0);
  ASSERT_EQ(::chown((repository.root() / ".git").c_str(), 4242, 4242), 0);
  EXPECT_EQ(affected(repository, {"--base", "main", "--no-uncommitted"}).out, "libs/a\nlibs/b\n");
}

TEST(Clone, InAHookIsTheOneThatGitNames) {
  auto repository = origin();
  auto elsewhere = GitSandbox();
  const auto result = run_monoci(elsewhere, {"affected", "--base", "main", "--format", "paths", "--no-uncommitted"},
                                 {{"GIT_DIR", (repository.root() / ".git").string()}});
  EXPECT_THAT(result.out, HasSubstr("libs/a\nlibs/b\n")) << result.err;
}

TEST(Clone, WithATruncatedManifestWidensTheAnswer) {
  auto repository = origin();
  const auto blob = repository.id("HEAD:libs/b/pyproject.toml").hex();
  const auto file = repository.root() / ".git/objects" / blob.substr(0, 2) / blob.substr(2);
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  std::filesystem::resize_file(file, 20);
  const auto result = affected(repository, {"--base", "main", "--no-uncommitted"});
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("libs/a\nlibs/b\n")) << result.err;
  EXPECT_THAT(result.err, AllOf(HasSubstr(blob), HasSubstr("git fsck")));
}

}  // namespace

}  // namespace monoci_testing::clones_test
