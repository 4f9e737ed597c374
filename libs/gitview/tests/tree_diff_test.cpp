#include "gitview/tree_diff.hpp"

#include <gtest/gtest.h>

#include <cstdio>

#include "open_sandbox.hpp"

namespace gitview::tree_diff_test {
namespace {

std::string octal(const std::optional<TreeEntry>& entry) {
  char text[8] = {};
  std::snprintf(text, sizeof text, "%06o", entry ? entry->mode : 0U);
  return text;
}

// "MODE MODE PATH" for each change.
std::vector<std::string> changes_between(TreeStore& store, std::optional<Oid> before, std::optional<Oid> after) {
  std::vector<std::string> lines;
  for (const TreeChange& change : value_of(diff_trees(store, before, after))) {
    lines.push_back(octal(change.before) + " " + octal(change.after) + " " + change.path);
  }
  return lines;
}

struct TreeDiffCase {
  const char* name;
  std::vector<Edit> before, edits;
  std::vector<std::string> expected;
};
class TreeDiff : public testing::TestWithParam<TreeDiffCase> {};

TEST_P(TreeDiff, ListsPathsWhoseEntryDiffers) {
  GitSandbox repo;
  repo.commit(GetParam().before);
  const Oid before = repo.id("HEAD^{tree}");
  repo.commit(GetParam().edits);
  const Repository repository = open(repo);
  TreeStore store(repository);
  EXPECT_EQ(changes_between(store, before, repo.id("HEAD^{tree}")), GetParam().expected);
}

const Oid kElsewhere = *Oid::parse(std::string(40, '5'));
const Oid kElsewhereToo = *Oid::parse(std::string(40, '6'));

const TreeDiffCase kCases[] = {
    {"NothingChanged", {{"a", "1"}}, {}, {}},
    {"Changed", {{"d/a", "1"}, {"d/b", "1"}}, {{"d/a", "2"}}, {"100644 100644 d/a"}},
    {"Added", {{"a", "1"}}, {{"d/e/f", "1"}}, {"000000 100644 d/e/f"}},
    {"Deleted", {{"a", "1"}, {"d/e/f", "1"}}, {{"d/e/f", deleted}}, {"100644 000000 d/e/f"}},
    {"MoveIsBothEnds",
     {{"old/x", "1"}},
     {{"old/x", deleted}, {"new/x", "1"}},
     {"000000 100644 new/x", "100644 000000 old/x"}},
    {"BecameExecutable", {{"a", "1"}}, {{"a", Executable{"1"}}}, {"100644 100755 a"}},
    {"LinkRetargeted", {{"l", Symlink{"a"}}}, {{"l", Symlink{"b"}}}, {"120000 120000 l"}},
    {"FileBecameLink", {{"l", "a"}}, {{"l", Symlink{"a"}}}, {"100644 120000 l"}},
    {"FileBecameDirectory",
     {{"a", "1"}, {"a-b", "1"}},
     {{"a/x", "1"}, {"a-b", "2"}},
     {"100644 000000 a", "100644 100644 a-b", "000000 100644 a/x"}},
    {"DirectoryBecameFile",
     {{"d/a/x", "1"}, {"d/a/y/z", "1"}},
     {{"d/a", "1"}},
     {"000000 100644 d/a", "100644 000000 d/a/x", "100644 000000 d/a/y/z"}},
    {"GitlinkMoved", {{"s", Gitlink{kElsewhere}}}, {{"s", Gitlink{kElsewhereToo}}}, {"160000 160000 s"}},
    {"GitlinkBecameDirectory",
     {{"s", Gitlink{kElsewhere}}},
     {{"s", deleted}, {"s/x", "1"}},
     {"160000 000000 s", "000000 100644 s/x"}},
    {"BytesOfAnyKind",
     {{"a", "1"}},
     {{"\xe9\xff", "1"}, {"new\nline", "1"}, {"tab\t\"'", "1"}, {"u\xcc\x88", "1"}, {"\xc3\xbc", "1"}},
     {"000000 100644 new\nline", "000000 100644 tab\t\"'", "000000 100644 u\xcc\x88", "000000 100644 \xc3\xbc",
      "000000 100644 \xe9\xff"}},
    {"CaseOnlyRename",
     {{"File", "1"}},
     {{"File", deleted}, {"file", "1"}},
     {"100644 000000 File", "000000 100644 file"}},
};
INSTANTIATE_TEST_SUITE_P(Rules, TreeDiff, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(TreeDiffOfNothing, ListsEverything) {
  GitSandbox repo;
  repo.commit({{"a", "1"}, {"d/b", "1"}});
  const Oid tree = repo.id("HEAD^{tree}");
  const Repository repository = open(repo);
  TreeStore store(repository);
  EXPECT_EQ(changes_between(store, std::nullopt, tree),
            (std::vector<std::string>{"000000 100644 a", "000000 100644 d/b"}));
  EXPECT_EQ(changes_between(store, tree, std::nullopt),
            (std::vector<std::string>{"100644 000000 a", "100644 000000 d/b"}));
  EXPECT_EQ(changes_between(store, std::nullopt, std::nullopt), std::vector<std::string>{});
}

// The measure of the walk's cost: two root trees and both sides of each directory on the way to a change.
TEST(TreeDiffCost, NeverOpensEqualSubtrees) {
  GitSandbox repo;
  std::vector<Edit> files;
  for (int i = 0; i < 100; ++i) files.push_back({"d" + std::to_string(i) + "/e/f", std::to_string(i)});
  repo.commit(files);
  const Oid before = repo.id("HEAD^{tree}");
  repo.commit({{"d7/e/f", "x"}});
  const Repository repository = open(repo);
  TreeStore store(repository);
  EXPECT_EQ(changes_between(store, before, repo.id("HEAD^{tree}")).size(), 1u);
  EXPECT_EQ(store.objects_read(), 6u);
}

TEST(TreeDiffCost, EqualTreesAreNotOpened) {
  GitSandbox repo;
  repo.commit({{"d/f", "1"}});
  const Repository repository = open(repo);
  TreeStore store(repository);
  EXPECT_TRUE(changes_between(store, repo.id("HEAD^{tree}"), repo.id("HEAD^{tree}")).empty());
  EXPECT_EQ(store.objects_read(), 0u);
}

TEST(TreeDiffFailure, NamesTheMissingTree) {
  GitSandbox origin;
  origin.commit({{"d/x", "1"}});
  origin.commit({{"d/x", "2"}});
  GitSandbox clone = origin.clone("--no-checkout --filter=tree:0");
  const Repository repository = open(clone);
  TreeStore store(repository);
  const auto failure = failure_of(diff_trees(store, origin.id("HEAD^^{tree}"), origin.id("HEAD^{tree}")));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, FailureKind::missing_object);
  EXPECT_EQ(failure->what, "tree is not in this partial clone (filter tree:0)");
  EXPECT_EQ(failure->where, origin.id("HEAD^^{tree}").hex());
  EXPECT_EQ(failure->hint, "run `git fetch --refetch --filter=blob:none`");
}

TEST(TreeDiffInABloblessClone, NeedsNoBlob) {
  GitSandbox origin;
  origin.commit({{"d/x", "1"}});
  origin.commit({{"d/x", "2"}});
  GitSandbox clone = origin.clone("--no-checkout --filter=blob:none");
  const Repository repository = open(clone);
  TreeStore store(repository);
  EXPECT_EQ(changes_between(store, origin.id("HEAD^^{tree}"), origin.id("HEAD^{tree}")),
            std::vector<std::string>{"100644 100644 d/x"});
}

// Deeper than any checkout can be: refused before it exhausts the stack.
TEST(TreeDiffDepth, IsBounded) {
  GitSandbox repo;
  std::string path;
  for (int i = 0; i < 5000; ++i) path += "d/";
  repo.git("fast-import --quiet",
           "commit refs/heads/deep\ncommitter A <a@b> 1 +0000\ndata 0\nM 100644 inline " + path + "f\ndata 1\nx\n");
  const Repository repository = open(repo);
  TreeStore store(repository);
  EXPECT_EQ(kind_of(diff_trees(store, std::nullopt, repo.id("deep^{tree}"))), FailureKind::damaged_object);
}

}  // namespace
}  // namespace gitview::tree_diff_test
