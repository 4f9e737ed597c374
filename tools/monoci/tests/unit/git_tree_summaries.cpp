#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "git/tree_summaries.hpp"
#include "support/opened_repository.hpp"
#include "support/repeated_tree.hpp"

namespace monoci::git_tree_summaries_test {
namespace {

using gitview::FailureKind;
using gitview::Oid;
using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using monoci_testing::repeated_tree;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
const std::string kPlainFile = "100644 blob " + kBlob + "\tx.py";
const std::string kManifest = "100644 blob " + kBlob + "\tpyproject.toml";
const std::string kLink = "120000 blob " + kBlob + "\tl";
const std::string kSubmodule = "160000 commit 1234567890123456789012345678901234567890\tsub";

Oid id_of(const std::string& hex) { return *Oid::parse(hex); }

TEST(TreeSummaries, AnEqualDirectoryIsReadOnceWhateverItsPlaces) {
  GitSandbox sandbox;
  sandbox.commit({{"a/x/pyproject.toml", "1"}, {"b/x/pyproject.toml", "1"}, {"c/x/l", Symlink{"1"}}});
  OpenedRepository opened(sandbox);
  const auto index = opened.summaries.index(sandbox.id("HEAD^{tree}"));
  ASSERT_TRUE(index.has_value());
  EXPECT_THAT(index->named_files(), ElementsAre(path("a/x/pyproject.toml"), path("b/x/pyproject.toml")));
  EXPECT_THAT(index->links(), ElementsAre(path("c/x/l")));
  EXPECT_EQ(opened.store.objects_read(), 5U);  // the root, a and b, a/x and b/x, c, c/x
}

TEST(TreeSummaries, DirectoriesOfACommitThatTakeTooMuchAreAFailure) {
  GitSandbox sandbox;
  sandbox.commit({{"a/x.py", ""}, {"b/y.py", ""}});
  OpenedRepository opened(sandbox);
  const auto tree = sandbox.id("HEAD^{tree}");
  // Two files and two directories, each with its mode, name and id.
  constexpr std::size_t kBytes = 2 * sizeof("100644 x.py") + 2 * sizeof("40000 a") + 4 * std::size_t{20};
  TreeSummaries enough(opened.store, OpenedRepository::kIndexed, kBytes);
  EXPECT_TRUE(enough.of(tree).has_value());
  TreeSummaries little(opened.store, OpenedRepository::kIndexed, kBytes - 1);
  const auto read = little.of(tree);
  ASSERT_FALSE(read.has_value());
  EXPECT_THAT(read.error().what, HasSubstr("the directories of a commit take more than"));
}

TEST(TreeSummaries, ADirectoryThatHoldsNothingIsNotEntered) {
  GitSandbox sandbox;
  sandbox.commit({{"a/b/c/x.py", ""}, {"d/pyproject.toml", ""}});
  OpenedRepository opened(sandbox);
  const auto root = opened.summaries.of(sandbox.id("HEAD^{tree}"));
  ASSERT_TRUE(root.has_value());
  ASSERT_EQ((*root)->held.size(), 1U);
  EXPECT_EQ((*root)->held.front().name, "d");
  EXPECT_EQ((*root)->paths, 2U);
  EXPECT_EQ((*root)->places, 1U);
}

// The paths could never be walked one by one.
TEST(TreeSummaries, TenToTheTenPathsOfFewObjectsAreCountedAtOnce) {
  GitSandbox sandbox;
  OpenedRepository opened(sandbox);
  const auto tree = id_of(repeated_tree(sandbox, kPlainFile, 10));
  const auto root = opened.summaries.of(tree);
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ((*root)->paths, 10'000'000'000U);
  EXPECT_THAT((*root)->held, IsEmpty());
  EXPECT_EQ(opened.store.objects_read(), 11U);
  EXPECT_TRUE(opened.summaries.index(tree).has_value());
}

TEST(TreeSummaries, NoNumberOfPathsIsTooLargeToBeCounted) {
  GitSandbox sandbox;
  OpenedRepository opened(sandbox);
  const auto root = opened.summaries.of(id_of(repeated_tree(sandbox, kPlainFile, 25)));
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ((*root)->paths, std::numeric_limits<std::uint64_t>::max());
}

struct RepeatedCase {
  const char* name;
  std::string entry;
};
class RepeatedPlaces : public testing::TestWithParam<RepeatedCase> {};

TEST_P(RepeatedPlaces, AreRefusedWithAHint) {
  GitSandbox sandbox;
  OpenedRepository opened(sandbox);
  const auto tree = repeated_tree(sandbox, GetParam().entry, 10);
  const auto index = opened.summaries.index(id_of(tree));
  ASSERT_FALSE(index.has_value());
  EXPECT_EQ(index.error().kind, FailureKind::damaged_object);
  EXPECT_THAT(index.error().what, HasSubstr("10000000000 manifests, links and submodules"));
  EXPECT_EQ(index.error().where, tree);
  EXPECT_NE(index.error().hint, "");
}

INSTANTIATE_TEST_SUITE_P(Kinds, RepeatedPlaces,
                         testing::Values(RepeatedCase{"manifests", kManifest}, RepeatedCase{"links", kLink},
                                         RepeatedCase{"submodules", kSubmodule}),
                         [](const auto& each) { return each.param.name; });

// As many places as any of those bombs could have, but each with an entry of its own.
TEST(TreeSummaries, ManyPlacesOfALargeTreeAreNoFault) {
  GitSandbox sandbox;
  OpenedRepository opened(sandbox);
  std::string text, projects;
  for (int i = 10'000; i < 35'000; ++i) text += "120000 blob " + kBlob + "\t" + std::to_string(i) + "\n";
  const auto project = sandbox.git("mktree --missing", kManifest + "\n");
  for (int i = 10'000; i < 35'000; ++i) projects += "040000 tree " + project + "\t" + std::to_string(i) + "\n";
  const auto tree =
      sandbox.git("mktree", "040000 tree " + sandbox.git("mktree --missing", text) + "\tlinks\n040000 tree " +
                                sandbox.git("mktree", projects) + "\tprojects\n");
  const auto index = opened.summaries.index(id_of(tree));
  ASSERT_TRUE(index.has_value()) << index.error().what;
  EXPECT_EQ(index->links().size(), 25'000U);
  EXPECT_EQ(index->named_files().size(), 25'000U);
}

std::string nested(int levels, const std::string& name) {
  std::string path;
  for (int i = 0; i < levels; ++i) path += "d/";
  return "commit refs/heads/deep\ncommitter A <a@b> 1 +0000\ndata 0\nM 100644 inline " + path + name + "\ndata 1\nx\n";
}

TEST(TreeSummaries, NoDepthExhaustsTheStack) {
  GitSandbox sandbox;
  sandbox.git("fast-import --quiet", nested(20'000, "x.py"));
  OpenedRepository opened(sandbox);
  const auto index = opened.summaries.index(sandbox.id("deep^{tree}"));
  ASSERT_TRUE(index.has_value());
  EXPECT_THAT(index->named_files(), IsEmpty());
  EXPECT_EQ(opened.store.objects_read(), 20'001U);
}

TEST(TreeSummaries, AManifestWhosePathCannotBeCheckedOutIsRefused) {
  GitSandbox sandbox;
  sandbox.git("fast-import --quiet", nested(2'100, "pyproject.toml"));
  OpenedRepository opened(sandbox);
  const auto index = opened.summaries.index(sandbox.id("deep^{tree}"));
  ASSERT_FALSE(index.has_value());
  EXPECT_THAT(index.error().what, HasSubstr("4214"));
}

TEST(TreeSummaries, AManifestAsDeepAsACheckoutMayBeIsFound) {
  GitSandbox sandbox;
  sandbox.git("fast-import --quiet", nested(2'000, "pyproject.toml"));
  OpenedRepository opened(sandbox);
  const auto index = opened.summaries.index(sandbox.id("deep^{tree}"));
  ASSERT_TRUE(index.has_value());
  EXPECT_EQ(index->named_files().size(), 1U);
}

TEST(Changes, OfAVastTreeOfFewObjectsAreRefused) {
  for (const auto& lowest : {kPlainFile, kManifest, std::string()}) {
    GitSandbox sandbox;
    OpenedRepository opened(sandbox);
    const auto tree = id_of(repeated_tree(sandbox, lowest, 10));
    const auto other = id_of(repeated_tree(sandbox, kLink, 10));
    EXPECT_FALSE(changes_between(opened.store, std::nullopt, tree, nullptr).has_value());
    const auto changes = changes_between(opened.store, other, tree, nullptr);
    ASSERT_FALSE(changes.has_value());
    EXPECT_THAT(changes.error().what, HasSubstr("more paths differ than any repository has"));
    EXPECT_NE(changes.error().hint, "");
  }
}

}  // namespace
}  // namespace monoci::git_tree_summaries_test
