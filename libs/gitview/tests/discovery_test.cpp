// Where a repository is found and where its work tree is taken to be.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "open_sandbox.hpp"

namespace gitview::discovery_test {
namespace {

namespace fs = std::filesystem;

GitSandbox with_one_commit() {
  GitSandbox repo;
  repo.commit({{"sub/dir/f", "1"}});
  return repo;
}

TEST(Discover, SearchesUpwards) {
  const GitSandbox repo = with_one_commit();
  const Repository repository = open(repo.root() / "sub/dir");
  EXPECT_EQ(repository.work_tree(), repo.root());
  EXPECT_EQ(repository.git_directory(), repo.root() / ".git");
  EXPECT_EQ(repository.common_directory(), repo.root() / ".git");
  EXPECT_FALSE(repository.is_bare());
}

TEST(Discover, AcceptsTheGitDirectoryItself) {
  const GitSandbox repo = with_one_commit();
  EXPECT_EQ(open(repo.root() / ".git").work_tree(), repo.root());
  EXPECT_EQ(open(repo.root() / ".git/refs").work_tree(), repo.root());
}

TEST(Discover, FollowsALinkToTheWorkTree) {
  const GitSandbox repo = with_one_commit();
  const TemporaryDirectory elsewhere;
  fs::create_directory_symlink(repo.root() / "sub", elsewhere.path() / "link");
  EXPECT_EQ(open(elsewhere.path() / "link").work_tree(), repo.root());
}

TEST(Discover, OpensBareRepositoriesFromInsideToo) {
  GitSandbox origin = with_one_commit();
  const GitSandbox bare = origin.clone("--bare");
  for (const fs::path& start : {bare.root(), bare.root() / "refs/heads"}) {
    const Repository repository = open(start);
    EXPECT_TRUE(repository.is_bare());
    EXPECT_EQ(repository.git_directory(), bare.root());
    EXPECT_EQ(value_of(repository.resolve_commit("HEAD")), origin.id("HEAD"));
  }
}

TEST(Discover, KnowsABranchThatHasNoCommitYet) {
  GitSandbox repo;
  EXPECT_TRUE(open(repo.root()).is_unborn());
  repo.commit({{"f", "1"}});
  EXPECT_FALSE(open(repo.root()).is_unborn());
  repo.git("checkout -q --orphan other");
  EXPECT_TRUE(open(repo.root()).is_unborn());
  repo.git("checkout -q --detach main");
  EXPECT_FALSE(open(repo.root()).is_unborn());
}

TEST(Discover, LinkedWorktreeHasItsOwnHead) {
  GitSandbox repo = with_one_commit();
  const TemporaryDirectory elsewhere;
  const fs::path linked = elsewhere.path() / "linked";
  repo.git_words({"worktree", "add", "-q", "-b", "side", linked});
  repo.commit({{"f", "2"}});
  const Repository repository = open(linked / "sub");
  EXPECT_EQ(repository.work_tree(), linked);
  EXPECT_EQ(repository.git_directory(), repo.root() / ".git/worktrees/linked");
  EXPECT_EQ(repository.common_directory(), repo.root() / ".git");
  EXPECT_EQ(value_of(repository.resolve_commit("HEAD")), repo.id("side"));
}

// A container that mounts the worktree somewhere else does the same.
TEST(Discover, MovedWorktreeIsWhereItWasFound) {
  GitSandbox repo = with_one_commit();
  const TemporaryDirectory elsewhere;
  const fs::path moved = elsewhere.path() / "moved";
  repo.git_words({"worktree", "add", "-q", elsewhere.path() / "linked"});
  fs::rename(elsewhere.path() / "linked", moved);
  EXPECT_EQ(open(moved).work_tree(), moved);
  fs::create_directory(elsewhere.path() / "linked");  // another checkout stands in the old place now
  EXPECT_EQ(open(moved / "sub").work_tree(), moved);
}

TEST(Discover, LinkedWorktreeOfABareRepositoryIsNotBare) {
  GitSandbox origin = with_one_commit();
  GitSandbox bare = origin.clone("--bare");
  const TemporaryDirectory elsewhere;
  bare.git_words({"worktree", "add", "-q", elsewhere.path() / "linked"});
  EXPECT_EQ(open(elsewhere.path() / "linked").work_tree(), elsewhere.path() / "linked");
}

TEST(Discover, ReadsCoreBareFromConfigWorktree) {
  GitSandbox repo = with_one_commit();
  repo.git("config extensions.worktreeConfig true");
  repo.git("config --unset core.bare");
  repo.git("config --worktree core.bare true");
  EXPECT_TRUE(open(repo).is_bare());
  repo.git("config core.repositoryFormatVersion 1");
  EXPECT_TRUE(open(repo).is_bare());
  repo.git("config extensions.worktreeConfig false");
  EXPECT_FALSE(open(repo).is_bare());
}

TEST(Discover, HonoursCoreWorktree) {
  GitSandbox repo = with_one_commit();
  repo.git("config core.worktree ../sub");
  EXPECT_EQ(open(repo).work_tree(), repo.root() / "sub");
}

TEST(Discover, WithoutAConfigFileTheNameDecides) {
  GitSandbox repo = with_one_commit();
  fs::remove(repo.root() / ".git/config");
  EXPECT_EQ(open(repo).work_tree(), repo.root());
  GitSandbox origin = with_one_commit();
  const GitSandbox bare = origin.clone("--bare");
  fs::remove(bare.root() / "config");
  EXPECT_TRUE(open(bare).is_bare());
}

TEST(Discover, SubmoduleIsARepositoryOfItsOwn) {
  GitSandbox library = with_one_commit();
  GitSandbox repo = with_one_commit();
  repo.git_words({"submodule", "--quiet", "add", "file://" + library.root().string(), "vendor/library"});
  const Repository repository = open(repo.root() / "vendor/library/sub");
  EXPECT_EQ(repository.work_tree(), repo.root() / "vendor/library");
  EXPECT_EQ(value_of(repository.resolve_commit("HEAD")), library.id("HEAD"));
}

TEST(Discover, SeparateGitDirectory) {
  GitSandbox repo = with_one_commit();
  const TemporaryDirectory elsewhere;
  repo.git_words({"init", "-q", "--separate-git-dir", elsewhere.path() / "kept.git"});
  EXPECT_EQ(open(repo).work_tree(), repo.root());
  EXPECT_EQ(open(elsewhere.path() / "kept.git").work_tree(), std::nullopt);
}

// As git calls hooks, and as scripts set them. Relative values count from the start directory.
TEST(DiscoverByEnvironment, TakesTheStartDirectoryAsWorkTree) {
  const GitSandbox repo = with_one_commit();
  EXPECT_EQ(open(repo.root(), {{"GIT_DIR", ".git"}}).work_tree(), repo.root());
  const TemporaryDirectory elsewhere;
  const Repository repository = open(elsewhere.path(), {{"GIT_DIR", repo.root() / ".git"}});
  EXPECT_EQ(repository.work_tree(), elsewhere.path());
  EXPECT_EQ(repository.git_directory(), repo.root() / ".git");
}

TEST(DiscoverByEnvironment, BareStaysBare) {
  GitSandbox origin = with_one_commit();
  const GitSandbox bare = origin.clone("--bare");
  EXPECT_TRUE(open(bare.root(), {{"GIT_DIR", "."}}).is_bare());
}

TEST(DiscoverByEnvironment, WorkTreeWins) {
  GitSandbox origin = with_one_commit();
  const GitSandbox bare = origin.clone("--bare");
  const Repository repository = open(origin.root(), {{"GIT_DIR", bare.root()}, {"GIT_WORK_TREE", "sub"}});
  EXPECT_EQ(repository.work_tree(), origin.root() / "sub");
  EXPECT_EQ(repository.git_directory(), bare.root());
}

TEST(DiscoverByEnvironment, IsNotReadFromTheProcess) {
  const GitSandbox repo = with_one_commit();
  setenv("GIT_DIR", "/nonexistent", 1);
  EXPECT_EQ(open(repo).work_tree(), repo.root());
  unsetenv("GIT_DIR");
}

TEST(DiscoverByEnvironment, EmptyValuesAreUnset) {
  const GitSandbox repo = with_one_commit();
  EXPECT_EQ(open(repo.root() / "sub", {{"GIT_DIR", ""}, {"GIT_WORK_TREE", ""}}).work_tree(), repo.root());
}

TEST(Discover, OpensWhatAnotherUserOwns) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  GitSandbox repo = with_one_commit();
  const Oid head = repo.id("HEAD");
  constexpr uid_t kSomebodyElse = 4242;
  for (const auto& entry : fs::recursive_directory_iterator(repo.root())) {
    ASSERT_EQ(lchown(entry.path().c_str(), kSomebodyElse, kSomebodyElse), 0);
  }
  ASSERT_EQ(lchown(repo.root().c_str(), kSomebodyElse, kSomebodyElse), 0);
  EXPECT_THROW(repo.git("status"), std::runtime_error);  // git itself refuses
  EXPECT_EQ(value_of(open(repo).resolve_commit("HEAD")), head);
}

TEST(Discover, KnowsShallowClonesAlsoInLinkedWorktrees) {
  GitSandbox origin = with_one_commit();
  origin.commit({{"f", "2"}});
  EXPECT_FALSE(open(origin).is_shallow());
  GitSandbox clone = origin.clone("--depth=1");
  EXPECT_TRUE(open(clone).is_shallow());
  const TemporaryDirectory elsewhere;
  clone.git_words({"worktree", "add", "-q", elsewhere.path() / "linked"});
  EXPECT_TRUE(open(elsewhere.path() / "linked").is_shallow());
  std::ofstream(clone.root() / ".git/shallow", std::ios::trunc);
  EXPECT_FALSE(open(clone).is_shallow());
}

struct FilterCase {
  const char *name, *options;
  std::optional<std::string> filter;
};
class PartialClone : public testing::TestWithParam<FilterCase> {};

TEST_P(PartialClone, KnowsItsFilter) {
  GitSandbox origin = with_one_commit();
  const GitSandbox clone = origin.clone(std::string("--no-checkout ") + GetParam().options);
  EXPECT_EQ(open(clone).partial_clone_filter(), GetParam().filter);
}
INSTANTIATE_TEST_SUITE_P(Filters, PartialClone,
                         testing::Values(FilterCase{"None", "", std::nullopt},
                                         FilterCase{"Blobless", "--filter=blob:none", "blob:none"},
                                         FilterCase{"Treeless", "--filter=tree:0", "tree:0"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PartialClone, MayNotRecordItsFilter) {
  GitSandbox origin = with_one_commit();
  GitSandbox clone = origin.clone("--no-checkout --filter=blob:none");
  clone.git("config --unset remote.origin.partialclonefilter");
  EXPECT_EQ(open(clone).partial_clone_filter(), "");
}

}  // namespace
}  // namespace gitview::discovery_test
