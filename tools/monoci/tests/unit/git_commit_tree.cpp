#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "git/commit_tree.hpp"
#include "support/opened_repository.hpp"

namespace monoci::git_commit_tree_test {
namespace {

namespace fs = std::filesystem;
using enum EntryType;
using gitview_testing::Gitlink;
using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const gitview::Oid kElsewhere = *gitview::Oid::parse("1234567890123456789012345678901234567890");

TEST(CommitTree, ListsDirectoriesAndReadsFiles) {
  GitSandbox sandbox;
  const auto commit = sandbox.commit({{"a/pyproject.toml", "[project]"},
                                      {"a.txt", ""},
                                      {"a/link", Symlink{"../a.txt"}},
                                      {"sub", Gitlink{kElsewhere}}});
  OpenedRepository opened(sandbox);
  const auto tree = opened.load(commit);
  ASSERT_TRUE(tree.has_value());
  EXPECT_THAT(tree->list(RepoPath()),
              ElementsAre(Entry{"a", directory}, Entry{"a.txt", file}, Entry{"sub", submodule}));
  EXPECT_EQ(tree->read(path("a/pyproject.toml")), "[project]");
  EXPECT_EQ(tree->read(path("a/link")), "../a.txt");
  EXPECT_EQ(tree->type(path("a/link")), link);
  EXPECT_EQ(tree->type(path("sub")), submodule);
  EXPECT_EQ(tree->type(path("a/none")), std::nullopt);
  EXPECT_EQ(tree->type(path("a.txt/none")), std::nullopt);
  EXPECT_FALSE(tree->read(path("sub")).has_value());
  EXPECT_THAT(tree->list(path("a.txt")), IsEmpty());
}

TEST(CommitTree, ItsIndexHoldsNamedFilesLinksAndSubmodules) {
  GitSandbox sandbox;
  const auto commit = sandbox.commit({{"pyproject.toml", ""},
                                      {"x/y/pyproject.toml", Symlink{"../../pyproject.toml"}},
                                      {"x/uv.lock/inside", ""},
                                      {"x/l", Symlink{"y"}},
                                      {"x/sub", Gitlink{kElsewhere}}});
  OpenedRepository opened(sandbox);
  const auto tree = opened.load(commit);
  EXPECT_THAT(tree->index().named_files(), ElementsAre(path("pyproject.toml"), path("x/y/pyproject.toml")));
  EXPECT_THAT(tree->index().links(), ElementsAre(path("x/l"), path("x/y/pyproject.toml")));
  EXPECT_THAT(tree->index().submodules(), ElementsAre(path("x/sub")));
}

TEST(CommitTree, ALinkThatNobodyCanCheckOutIsNotRead) {
  GitSandbox sandbox;
  sandbox.commit({{"f", "1"}});
  for (const auto& [name, length] : {std::pair("long", 4096), std::pair("longer", 4097)}) {
    const auto oid = sandbox.git("hash-object -w --stdin", std::string(static_cast<std::size_t>(length), 'x'));
    sandbox.git_words({"update-index", "--add", "--cacheinfo", "120000," + oid + "," + name});
  }
  sandbox.git("commit -qm links");
  OpenedRepository opened(sandbox);
  const auto tree = opened.load(sandbox.id("HEAD"));
  EXPECT_TRUE(tree->read(path("long")));
  EXPECT_THAT(tree->read(path("longer")).error().what, HasSubstr("file has 4097 bytes"));
}

TEST(CommitTree, LargeFilesAreReadUntilTheyAreTooManyBytes) {
  GitSandbox sandbox;
  sandbox.commit({{"large", "1"}, {"small", "1"}});
  fs::resize_file(sandbox.root() / "large", 120 << 20);
  sandbox.git("commit -qam large");
  OpenedRepository opened(sandbox);
  const auto tree = opened.load(sandbox.id("HEAD"));
  for (int time = 0; time < 2; ++time) EXPECT_TRUE(tree->read(path("large"))) << time;
  EXPECT_FALSE(tree->read(path("large")));
  EXPECT_TRUE(tree->read(path("small")));
}

TEST(CommitTree, EqualBytesHaveEqualIdentity) {
  GitSandbox sandbox;
  const auto commit = sandbox.commit({{"a", "same"}, {"b/c", "same"}, {"d", "other"}});
  OpenedRepository opened(sandbox);
  const auto tree = opened.load(commit);
  EXPECT_EQ(tree->content_id(path("a")), tree->content_id(path("b/c")));
  EXPECT_NE(tree->content_id(path("a")), tree->content_id(path("d")));
  EXPECT_EQ(tree->content_id(path("none")), "");
}

TEST(CommitTree, EqualDirectoriesHaveEqualIdentity) {
  GitSandbox sandbox;
  const auto commit = sandbox.commit({{"a/x/f", "same"}, {"b/x/f", "same"}, {"c/x/f", "other"}});
  OpenedRepository opened(sandbox);
  const auto tree = opened.load(commit);
  EXPECT_EQ(tree->content_id(path("a")), tree->content_id(path("b")));
  EXPECT_EQ(tree->content_id(path("a/x")), tree->content_id(path("b/x")));
  EXPECT_NE(tree->content_id(path("a")), tree->content_id(path("c")));
  EXPECT_NE(tree->content_id(path("a")), tree->content_id(path("a/x")));
  EXPECT_EQ(tree->content_id(RepoPath()), opened.tree_of(commit).hex());
}

TEST(CommitTree, ABaseReadsNoTreeThatHeadHas) {
  GitSandbox sandbox;
  const auto base = sandbox.commit({{"a/pyproject.toml", "1"}, {"b/pyproject.toml", "1"}, {"same/x/y", ""}});
  const auto head = sandbox.commit({{"a/pyproject.toml", gitview_testing::deleted},
                                    {"b/pyproject.toml", "2"},
                                    {"c/pyproject.toml", "1"},
                                    {"l", Symlink{"c"}}});
  OpenedRepository opened(sandbox);
  const auto head_tree = opened.load(head);
  const auto loaded = opened.load(base);
  ASSERT_TRUE(loaded.has_value());
  const CommitTree& base_tree = *loaded;

  EXPECT_THAT(base_tree.index().named_files(), ElementsAre(path("a/pyproject.toml"), path("b/pyproject.toml")));
  EXPECT_THAT(base_tree.index().links(), IsEmpty());
  EXPECT_EQ(base_tree.read(path("b/pyproject.toml")), "1");
  EXPECT_EQ(base_tree.type(path("same/x/y")), file);
  EXPECT_EQ(base_tree.type(path("c")), std::nullopt);
  // head: root, b, c, same, same/x; base: root. Base's a and b are the same object as head's c.
  EXPECT_EQ(opened.store.objects_read(), 6U);
}

TEST(CommitTree, ABlobThatAPartialCloneLacksIsAnErrorWithAHint) {
  GitSandbox origin;
  const auto commit = origin.commit({{"pyproject.toml", "[project]"}});
  const GitSandbox clone = origin.clone("--filter=blob:none --no-checkout");
  OpenedRepository opened(clone);
  const auto bytes = opened.load(commit)->read(path("pyproject.toml"));
  ASSERT_FALSE(bytes.has_value());
  EXPECT_THAT(bytes.error().what, HasSubstr("cannot read `pyproject.toml`: blob is not in this partial clone"));
  EXPECT_NE(bytes.error().hint, "");
}

TEST(CommitTree, BlobsThatAPartialCloneLacksAreFetchedInOneGo) {
  GitSandbox origin;
  const auto commit = origin.commit({{"a/pyproject.toml", "1"}, {"b/pyproject.toml", "2"}, {"l", Symlink{"a"}}});
  const GitSandbox clone = origin.clone("--filter=blob:none --no-checkout");
  OpenedRepository opened(clone);
  const auto tree = opened.load(commit, &opened.fetcher);
  tree->prefetch();
  EXPECT_EQ(tree->read(path("a/pyproject.toml")), "1");
  EXPECT_EQ(tree->read(path("b/pyproject.toml")), "2");
  EXPECT_EQ(tree->read(path("l")), "a");
  EXPECT_THAT(opened.reports, ElementsAre("fetching 3 objects that this partial clone left out from origin"));
}

TEST(CommitTree, ABlobNobodyForesawIsFetchedWhenItIsRead) {
  GitSandbox origin;
  const auto commit = origin.commit({{"templates/ci.yml", "job:"}});
  const GitSandbox clone = origin.clone("--filter=blob:none --no-checkout");
  OpenedRepository opened(clone);
  EXPECT_EQ(opened.load(commit, &opened.fetcher)->read(path("templates/ci.yml")), "job:");
}

TEST(CommitTree, TheTreesOfATreelessCloneAreFetchedInOneGo) {
  GitSandbox origin;
  const auto base = origin.commit({{"a/b/c/pyproject.toml", "1"}, {"d/e/f", ""}});
  const auto head = origin.commit({{"a/b/c/pyproject.toml", "2"}});
  const GitSandbox clone = origin.clone("--filter=tree:0 --no-checkout");
  OpenedRepository opened(clone);
  EXPECT_FALSE(opened.load(head).has_value());

  const auto tree = opened.load(head, &opened.fetcher);
  ASSERT_TRUE(tree.has_value()) << tree.error().what;
  EXPECT_EQ(opened.reports.size(), 1U);
  const auto changes = changes_between(opened.store, opened.tree_of(base), opened.tree_of(head), &opened.fetcher);
  ASSERT_TRUE(changes.has_value());
  EXPECT_THAT(words(*changes), ElementsAre("M a/b/c/pyproject.toml"));
  EXPECT_EQ(opened.reports.size(), 2U);
}

TEST(CommitTree, FetchingLeavesReferencesAndConfigurationAlone) {
  GitSandbox origin;
  const auto commit = origin.commit({{"pyproject.toml", "1"}});
  GitSandbox clone = origin.clone("--filter=blob:none --no-checkout");
  origin.commit({{"more", ""}});
  origin.git("tag v1");
  const std::string before = clone.git("for-each-ref") + clone.git("config --list --local");
  OpenedRepository opened(clone);
  ASSERT_TRUE(opened.load(commit, &opened.fetcher)->read(path("pyproject.toml")).has_value());
  EXPECT_EQ(clone.git("for-each-ref") + clone.git("config --list --local"), before);
  EXPECT_FALSE(std::filesystem::exists(clone.root() / ".git/FETCH_HEAD"));
}

TEST(Changes, AreTheDifferencesOfTwoTrees) {
  GitSandbox sandbox;
  const auto base = sandbox.commit({{"a", "1"}, {"b", "1"}, {"l", Symlink{"a"}}, {"sub", Gitlink{kElsewhere}}});
  sandbox.git("rm -q --cached sub");
  const auto head =
      sandbox.commit({{"a", "2"}, {"b", gitview_testing::deleted}, {"l", "file"}, {"d/new", Symlink{"../a"}}});
  OpenedRepository opened(sandbox);
  EXPECT_THAT(words(opened.changes(base, head)), ElementsAre("M a", "D b", "A d/new link", "M l", "D sub submodule"));
}

TEST(Changes, ComposeByWayOfTheMiddle) {
  const Changes first{{path("a"), file, file}, {path("b"), {}, file}, {path("c"), file, {}}};
  const Changes second{{path("b"), file, {}}, {path("c"), {}, link}, {path("d"), file, {}}};
  EXPECT_THAT(composed(first, second),
              ElementsAre(Change{path("a"), file, file}, Change{path("c"), file, link}, Change{path("d"), file, {}}));
}

}  // namespace
}  // namespace monoci::git_commit_tree_test
