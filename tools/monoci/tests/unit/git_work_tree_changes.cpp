#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "git/waiting_file.hpp"
#include "git/work_tree_changes.hpp"
#include "process/disk_file.hpp"
#include "support/opened_repository.hpp"

namespace monoci::git_work_tree_changes_test {
namespace {

namespace fs = std::filesystem;
using gitview_testing::deleted;
using gitview_testing::Executable;
using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> local_changes(const GitSandbox& sandbox) {
  OpenedRepository opened(sandbox);
  const auto changes = work_tree_changes(opened.git, sandbox.root());
  return changes ? words(changes->changes) : std::vector{"error: " + changes.error().what};
}

std::vector<std::string> since(const GitSandbox& sandbox, const gitview::Oid& base, const gitview::Oid& head) {
  OpenedRepository opened(sandbox);
  const auto base_tree = opened.load(base);
  const auto local = work_tree_changes(opened.git, sandbox.root());
  return words(changes_since(*base_tree, opened.changes(base, head), local->changes, sandbox.root()));
}

TEST(WorkTree, CleanHasNoChanges) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  EXPECT_THAT(local_changes(sandbox), IsEmpty());
}

TEST(WorkTree, DirtyIsWhatLiesOnDisk) {
  GitSandbox sandbox;
  sandbox.commit(
      {{"changed", "1"}, {"deleted", "1"}, {"retyped", "1"}, {"x/y", "1"}, {"mode", "1"}, {".gitignore", "*.o"}});
  sandbox.write({{"changed", "2"},
                 {"deleted", deleted},
                 {"retyped", Symlink{"x"}},
                 {"x", "a file now"},
                 {"mode", Executable{"1"}},
                 {"new/one", ""},
                 {"new/ignored.o", ""}});
  EXPECT_THAT(local_changes(sandbox),
              ElementsAre("M changed", "D deleted", "M mode", "A new/one", "M retyped link", "A x", "D x/y"));
}

// git opens these by name, and would wait for somebody to write.
TEST(WorkTree, ANamedPipeThatGitReadsIsNamed) {
  for (const char* name : {".gitignore", "x/.gitattributes", ".git/info/attributes", ".git/refs/heads/main"}) {
    GitSandbox sandbox;
    sandbox.commit({{"a", "1"}, {"x/y", "1"}});
    OpenedRepository opened(sandbox);
    sandbox.write({{"x/y", "2"}});  // attributes are read where contents must be compared
    fs::create_directories((sandbox.root() / name).parent_path());
    fs::remove(sandbox.root() / name);
    ASSERT_EQ(mkfifo((sandbox.root() / name).c_str(), 0600), 0) << name;
    const auto changes = work_tree_changes(opened.git, sandbox.root());
    ASSERT_FALSE(changes) << name;
    EXPECT_EQ(changes.error().what,
              "`git status` waits on `" + (sandbox.root() / name).string() + "`, into which nobody writes");
  }
}

TEST(WorkTree, ANamedPipeThatGitDoesNotReadIsNoFault) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  for (const char* name : {"pipe", ".git/pipe", ".git/hooks/pipe"}) mkfifo((sandbox.root() / name).c_str(), 0600);
  EXPECT_THAT(local_changes(sandbox), ElementsAre());
  OpenedRepository opened(sandbox);
  EXPECT_FALSE(find_waiting_file(std::vector{sandbox.root() / ".git"}, sandbox.root()));
}

// A file with holes says any size.
TEST(WorkTree, AFileOfAnySizeIsNotTaken) {
  GitSandbox sandbox;
  const auto head = sandbox.commit({{"a", "1"}});
  sandbox.commit({{"a", "2"}});
  fs::resize_file(sandbox.root() / "a", std::uintmax_t{1} << 40);
  EXPECT_FALSE(read_disk_file(sandbox.root(), path("a")));
  EXPECT_THAT(since(sandbox, head, sandbox.id("HEAD")), ElementsAre("M a"));
}

TEST(WorkTree, UntrackedLinksAreLinks) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.write({{"l", Symlink{"a"}}, {"dangling", Symlink{"none"}}});
  EXPECT_THAT(local_changes(sandbox), ElementsAre("A dangling link", "A l link"));
}

TEST(WorkTree, ARenameInTheIndexIsSeenOnBothSides) {
  GitSandbox sandbox;
  sandbox.commit({{"old/a", "a long enough text to be recognised"}});
  fs::create_directory(sandbox.root() / "new");
  sandbox.git("mv old/a new/a");
  sandbox.git("config status.renames copies");
  EXPECT_THAT(local_changes(sandbox), ElementsAre("A new/a", "D old/a"));
}

TEST(WorkTree, WhatIsOnlyDeletedFromTheIndexIsThere) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.git("rm -q --cached a");
  EXPECT_THAT(local_changes(sandbox), ElementsAre("M a"));
}

TEST(WorkTree, AConflictIsAChange) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}, {"b", "1"}});
  sandbox.git("checkout -q -b side");
  sandbox.commit({{"a", "2"}, {"b", deleted}});
  sandbox.git("checkout -q main");
  sandbox.commit({{"a", "3"}, {"b", "3"}});
  EXPECT_THROW(sandbox.git("merge -q side"), std::runtime_error);
  EXPECT_THAT(local_changes(sandbox), ElementsAre("M a", "M b"));
}

TEST(WorkTree, FilesOutsideASparseCheckoutAreNotDeleted) {
  GitSandbox sandbox;
  sandbox.commit({{"in/a", "1"}, {"out/b", "1"}});
  sandbox.git("sparse-checkout set --cone --sparse-index in");
  ASSERT_FALSE(fs::exists(sandbox.root() / "out"));
  EXPECT_THAT(local_changes(sandbox), IsEmpty());
  sandbox.write({{"in/a", "2"}});
  EXPECT_THAT(local_changes(sandbox), ElementsAre("M in/a"));
}

TEST(WorkTree, ASplitIndexIsUnderstood) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}, {"b", "1"}});
  sandbox.git("update-index --split-index");
  sandbox.write({{"b", "2"}});
  EXPECT_THAT(local_changes(sandbox), ElementsAre("M b"));
}

TEST(WorkTree, ASubmoduleThatMovedOrIsDirtyIsAChange) {
  GitSandbox other;
  other.commit({{"x", "1"}});
  GitSandbox sandbox;
  sandbox.git("submodule --quiet add file://" + other.root().string() + " sub");
  sandbox.commit({});
  EXPECT_THAT(local_changes(sandbox), IsEmpty());
  std::ofstream(sandbox.root() / "sub/x") << "2";
  EXPECT_THAT(local_changes(sandbox), ElementsAre("M sub submodule"));
  sandbox.git("-C sub commit -q -a -m change");
  EXPECT_THAT(local_changes(sandbox), ElementsAre("M sub submodule"));
}

TEST(WorkTree, AnUntrackedRepositoryInsideIsOpaque) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.git("init -q vendor/nested");
  std::ofstream(sandbox.root() / "vendor/nested/file") << "x";
  EXPECT_THAT(local_changes(sandbox), ElementsAre("A vendor/nested submodule"));
}

TEST(WorkTree, OddNamesSurvive) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.write({{"new\nline", ""}, {"sp ace", ""}, {"\xe9", ""}, {"\"quoted\"", ""}});
  EXPECT_THAT(local_changes(sandbox), ElementsAre("A \"quoted\"", "A new\nline", "A sp ace", "A \xe9"));
}

TEST(WorkTree, LineEndingsThatGitConvertsAreNoChange) {
  GitSandbox sandbox;
  sandbox.commit({{".gitattributes", "*.txt text eol=crlf\n"}, {"a.txt", "1\n2\n"}});
  fs::remove(sandbox.root() / "a.txt");
  sandbox.git("checkout -q -- a.txt");
  ASSERT_EQ(fs::file_size(sandbox.root() / "a.txt"), 6U);
  fs::last_write_time(sandbox.root() / "a.txt", fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_THAT(local_changes(sandbox), IsEmpty());
}

TEST(WorkTree, AskingWritesNothing) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.write({{"a", "1"}});  // its time differs, so that git would like to refresh the index
  const auto before = fs::last_write_time(sandbox.root() / ".git/index");
  EXPECT_THAT(local_changes(sandbox), IsEmpty());
  EXPECT_EQ(fs::last_write_time(sandbox.root() / ".git/index"), before);
}

TEST(WorkTree, ALinkedWorkTreeHasItsOwnChanges) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.git("worktree add -q ../linked -b side");
  const fs::path linked = sandbox.root().parent_path() / "linked";
  std::ofstream(linked / "a") << "2";
  const OpenedRepository opened(sandbox);
  const auto there = gitview::Repository::discover(linked, sandbox.environment());
  const auto changes = work_tree_changes(GitProgram::of(*there, sandbox.environment()), *there->work_tree());
  EXPECT_THAT(words(changes->changes), ElementsAre("M a"));
  EXPECT_THAT(local_changes(sandbox), IsEmpty());
}

TEST(WorkTree, GitDirOfAHookIsUnderstood) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.write({{"a", "2"}});
  Environment environment = sandbox.environment();
  environment["GIT_DIR"] = ".git";
  const OpenedRepository opened(sandbox);
  const auto repository = gitview::Repository::discover(sandbox.root(), environment);
  ASSERT_TRUE(repository.has_value()) << repository.error().what;
  const auto changes = work_tree_changes(GitProgram::of(*repository, environment), sandbox.root());
  ASSERT_TRUE(changes.has_value()) << changes.error().what << changes.error().hint;
  EXPECT_THAT(words(changes->changes), ElementsAre("M a"));
}

TEST(WorkTree, WhatGitCouldNotLookAtIsNotLost) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  sandbox.write({{"a", "2"}});
  const gitview_testing::TemporaryDirectory directory;
  const fs::path program = directory.path() / "git";
  std::ofstream(program) << "#!/bin/sh\necho \"warning: could not open directory 'x/': Permission denied\" >&2\n"
                            "exec /usr/bin/git \"$@\"\n";
  fs::permissions(program, fs::perms::all);
  Environment environment = sandbox.environment();
  environment["PATH"] = directory.path().string();
  const auto changes = work_tree_changes(GitProgram(environment, sandbox.root()), sandbox.root());
  ASSERT_TRUE(changes.has_value()) << changes.error().what;
  EXPECT_THAT(words(changes->changes), ElementsAre("M a"));
  EXPECT_EQ(changes->unseen, "warning: could not open directory 'x/': Permission denied");
}

TEST(WorkTree, WithoutAGitProgramIsAnErrorWithAHint) {
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  const auto changes = work_tree_changes(GitProgram({{"PATH", "/nowhere"}}, sandbox.root()), sandbox.root());
  ASSERT_FALSE(changes.has_value());
  EXPECT_EQ(changes.error().what, "there is no `git` program on PATH");
}

TEST(WorkTree, OfAnotherUserIsRefusedByGitAndSaidSo) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  GitSandbox sandbox;
  sandbox.commit({{"a", "1"}});
  ASSERT_EQ(chown(sandbox.root().c_str(), 4242, 4242), 0);
  const OpenedRepository opened(sandbox);
  const auto changes = work_tree_changes(opened.git, sandbox.root());
  ASSERT_FALSE(changes.has_value());
  EXPECT_EQ(changes.error().what, "`git status` failed");
  EXPECT_THAT(changes.error().hint, testing::HasSubstr("safe.directory"));
}

TEST(ChangesSince, AreThoseOfHeadAndOfTheWorkTree) {
  GitSandbox sandbox;
  const auto base = sandbox.commit({{"a", "1"}, {"b", "1"}, {"c", "1"}});
  const auto head = sandbox.commit({{"a", "2"}});
  sandbox.write({{"b", "2"}});
  EXPECT_THAT(since(sandbox, base, head), ElementsAre("M a", "M b"));
}

struct RevertCase {
  const char* name;
  gitview_testing::Edit base, head, work_tree;
  std::vector<std::string> expected;
};
void PrintTo(const RevertCase& row, std::ostream* out) { *out << row.name; }
class Revert : public testing::TestWithParam<RevertCase> {};

TEST_P(Revert, InTheWorkTree) {
  GitSandbox sandbox;
  const auto base = sandbox.commit({{"always", ""}, GetParam().base});
  const auto head = sandbox.commit({GetParam().head});
  sandbox.write({GetParam().work_tree});
  EXPECT_EQ(since(sandbox, base, head), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Revert,
    testing::Values(RevertCase{"SameBytes", {"a", "1"}, {"a", "2"}, {"a", "1"}, {}},
                    RevertCase{"OtherBytes", {"a", "1"}, {"a", "2"}, {"a", "3"}, {"M a"}},
                    RevertCase{"OtherMode", {"a", "1"}, {"a", "2"}, {"a", Executable{"1"}}, {"M a"}},
                    RevertCase{"SameMode", {"a", Executable{"1"}}, {"a", "1"}, {"a", Executable{"1"}}, {}},
                    RevertCase{"SameTarget", {"a", Symlink{"x"}}, {"a", Symlink{"y"}}, {"a", Symlink{"x"}}, {}},
                    RevertCase{"LinkWithTheTextOfTheFile", {"a", "x"}, {"a", "y"}, {"a", Symlink{"x"}}, {"M a link"}},
                    RevertCase{"DeletionUndone", {"a", "1"}, {"a", deleted}, {"a", "1"}, {}},
                    RevertCase{"AdditionUndone", {"other", "1"}, {"a", "1"}, {"a", deleted}, {}},
                    RevertCase{"ChangeThenDeletion", {"a", "1"}, {"a", "2"}, {"a", deleted}, {"D a"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ChangesSince, WhatOnlyTheIndexHasIsNoChange) {
  GitSandbox sandbox;
  const auto base = sandbox.commit({{"a", "1"}});
  sandbox.write({{"a", "2"}});
  sandbox.git("add a");
  sandbox.write({{"a", "1"}});
  EXPECT_THAT(since(sandbox, base, base), IsEmpty());
}

}  // namespace
}  // namespace monoci::git_work_tree_changes_test
