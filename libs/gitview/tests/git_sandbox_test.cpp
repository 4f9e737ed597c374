#include "gitview_testing/git_sandbox.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace gitview_testing::git_sandbox_test {
namespace {

TEST(GitSandbox, CommitsFilesLinksExecutablesAndGitlinks) {
  GitSandbox repo;
  const gitview::Oid first = repo.commit({{"a/x.py", "1"}});
  repo.commit({{"run", Executable{"#!"}}, {"link", Symlink{"a"}}, {"sub", Gitlink{first}}});
  EXPECT_EQ(repo.git("ls-tree -r --format=%(objectmode)=%(path) HEAD"),
            "100644=a/x.py\n120000=link\n100755=run\n160000=sub");
}

TEST(GitSandbox, ReplacesDirectoriesByFilesAndBack) {
  GitSandbox repo;
  repo.commit({{"a/x", "1"}, {"b", "1"}});
  repo.commit({{"a", "1"}, {"b/x", "1"}});
  EXPECT_EQ(repo.git("ls-tree -r --name-only HEAD"), "a\nb/x");
}

TEST(GitSandbox, DeletesAndCommitsWhatWasStaged) {
  GitSandbox repo;
  repo.commit({{"a", "1"}, {"b", "2"}});
  repo.git("mv b 'c d'");
  repo.commit({{"a", deleted}});
  EXPECT_EQ(repo.git("ls-tree -r --name-only HEAD"), "c d");
}

TEST(GitSandbox, MakesTheSameIdsEveryTime) {
  const auto history = [] {
    GitSandbox repo;
    repo.commit({{"a", "1"}});
    return repo.commit({{"a", "2"}}).hex();
  };
  EXPECT_EQ(history(), history());
}

TEST(GitSandbox, ClonesWithOptions) {
  GitSandbox repo;
  repo.commit({{"a", "1"}});
  repo.commit({{"a", "2"}});
  GitSandbox copy = repo.clone("--depth=1 --bare");
  EXPECT_EQ(copy.git("rev-list --count HEAD"), "1");
  EXPECT_TRUE(std::filesystem::exists(copy.root() / "HEAD"));
}

TEST(GitSandbox, ThrowsWhatGitSaid) {
  GitSandbox repo;
  EXPECT_THROW(repo.git("no-such-command"), std::runtime_error);
}

TEST(Child, IsKilledAfterItsTime) {
  const ChildResult result = run({.command = {"sleep", "60"},
                                  .environment = {{"PATH", "/usr/bin:/bin"}},
                                  .timeout = std::chrono::milliseconds(50)});
  EXPECT_TRUE(result.timed_out);
}

}  // namespace
}  // namespace gitview_testing::git_sandbox_test
