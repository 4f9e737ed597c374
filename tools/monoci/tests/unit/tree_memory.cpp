#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/files.hpp"

namespace monoci::tree_memory_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Files kFiles = {{"a/pyproject.toml", "x"}, {"a/b/c", "y"}, {"l", link("a")}, {"s", submodule("1")}};

TEST(MemoryTree, ListsADirectoryByName) {
  const auto tree = tree_of(kFiles);
  EXPECT_THAT(tree.list(at(".")), ElementsAre(Entry{"a", EntryType::directory}, Entry{"l", EntryType::link},
                                              Entry{"s", EntryType::submodule}));
  EXPECT_THAT(tree.list(at("a/b/c")), IsEmpty());
  EXPECT_THAT(tree.list(at("l")), IsEmpty());  // links are not followed here
}

TEST(MemoryTree, KnowsWhatStandsWhere) {
  const auto tree = tree_of(kFiles);
  EXPECT_EQ(tree.type(at("a/b")), EntryType::directory);
  EXPECT_EQ(tree.type(at("a/b/c")), EntryType::file);
  EXPECT_EQ(tree.type(at("nothing")), std::nullopt);
  EXPECT_EQ(tree.read(at("l")), "a");
  EXPECT_FALSE(tree.read(at("s")));
  EXPECT_FALSE(tree.read(at("a")));
}

TEST(MemoryTree, IndexesManifestsLinksAndSubmodules) {
  auto tree = tree_of(kFiles);
  EXPECT_THAT(tree.index().named_files(), ElementsAre(at("a/pyproject.toml")));
  EXPECT_THAT(tree.index().links(), ElementsAre(at("l")));
  EXPECT_THAT(tree.index().submodules(), ElementsAre(at("s")));
  tree.remove(at("l"));
  EXPECT_THAT(tree.index().links(), IsEmpty());
}

TEST(MemoryTree, DiffersFromAnotherAsCommitsDo) {
  const auto changes = MemoryTree::changes(
      tree_of(kFiles), tree_of(with(kFiles, {{"a/b/c", gone()}, {"l", "a"}, {"n", "new"}, {"s", submodule("2")}})));
  using enum EntryType;
  EXPECT_THAT(changes,
              ElementsAre(Change{at("a/b/c"), file, {}}, Change{at("l"), EntryType::link, file},
                          Change{at("n"), {}, file}, Change{at("s"), EntryType::submodule, EntryType::submodule}));
}

TEST(TreeIndex, WantsNamesAndPatternsOfNames) {
  constexpr std::string_view kNames[] = {"pyproject.toml", "Dockerfile.*", "*.Dockerfile", "compose.*.yml", "Make*"};
  const TreeIndex index(kNames);
  for (const auto* name : {"pyproject.toml", "Dockerfile.", "Dockerfile.x", "a.Dockerfile", ".Dockerfile",
                           "compose.a.yml", "Make", "Makefile"})
    EXPECT_TRUE(index.wants(name, EntryType::file)) << name;
  for (const auto* name : {"pyproject.tom", "Dockerfile", "xDockerfile.x", "aDockerfile", "compose.yml", "make", "e"})
    EXPECT_FALSE(index.wants(name, EntryType::file)) << name;
  constexpr std::string_view kAll[] = {"*"};
  EXPECT_TRUE(TreeIndex(kAll).wants("x", EntryType::file));
}

TEST(TreeIndex, OfBaseIsThatOfHeadWithTheChangesUndone) {
  const auto before = tree_of(kFiles);
  const auto after = tree_of(with(kFiles, {{"a/pyproject.toml", link("../l")}, {"l", gone()}, {"s", "file"}}));
  const auto changes = MemoryTree::changes(before, after);
  auto undone = after.index();
  undone.undo(changes);
  EXPECT_EQ(undone.links(), before.index().links());
  EXPECT_EQ(undone.named_files(), before.index().named_files());
  EXPECT_EQ(undone.submodules(), before.index().submodules());
  undone.redo(changes);
  EXPECT_EQ(undone.links(), after.index().links());
  EXPECT_EQ(undone.named_files(), after.index().named_files());
  EXPECT_EQ(undone.submodules(), after.index().submodules());
}

}  // namespace
}  // namespace monoci::tree_memory_test
