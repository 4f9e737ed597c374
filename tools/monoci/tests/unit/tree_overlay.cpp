#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "gitview_testing/temporary_directory.hpp"
#include "process/disk_file.hpp"
#include "support/opened_repository.hpp"
#include "tree/memory_tree.hpp"
#include "tree/overlay_tree.hpp"

namespace monoci::tree_overlay_test {
namespace {

namespace fs = std::filesystem;
using enum EntryType;
using testing::ElementsAre;
using testing::IsEmpty;

class Overlay : public testing::Test {
 protected:
  Overlay() {
    below.add_file(path("a/kept.py"), "kept");
    below.add_file(path("a/x/pyproject.toml"), "old");
    below.add_file(path("a/x/deep/y.py"), "y");
    below.add_file(path("b"), "file");
    below.add_link(path("l"), "a");
  }

  void put(std::string_view file, std::string_view text) {
    fs::create_directories((disk.path() / file).parent_path());
    std::ofstream(disk.path() / file) << text;
  }
  OverlayTree over(Changes changes) const {
    std::ranges::sort(changes);
    return OverlayTree(below, std::move(changes), disk_reader(disk.path()));
  }

  MemoryTree below{OpenedRepository::kIndexed};
  gitview_testing::TemporaryDirectory disk;
};

std::vector<std::string> names(const FileTree& tree, std::string_view directory) {
  std::vector<std::string> names;
  for (const Entry& entry : tree.list(path(directory))) {
    names.push_back(entry.name + (entry.type == EntryType::directory ? "/" : ""));
  }
  return names;
}

TEST_F(Overlay, WithoutChangesIsTheTreeBelow) {
  const OverlayTree tree = over({});
  EXPECT_THAT(names(tree, "."), ElementsAre("a/", "b", "l"));
  EXPECT_EQ(tree.read(path("b")), "file");
  EXPECT_EQ(tree.content_id(path("b")), below.content_id(path("b")));
}

TEST_F(Overlay, AChangedFileIsReadFromDiskAndHasNoIdentity) {
  put("b", "new");
  const OverlayTree tree = over({{path("b"), file, file}});
  EXPECT_EQ(tree.read(path("b")), "new");
  EXPECT_EQ(tree.content_id(path("b")), "");
  EXPECT_EQ(tree.read(path("a/kept.py")), "kept");
}

TEST_F(Overlay, AnAddedFileBringsItsDirectories) {
  put("n/m/pyproject.toml", "new");
  const OverlayTree tree = over({{path("n/m/pyproject.toml"), {}, file}});
  EXPECT_THAT(names(tree, "."), ElementsAre("a/", "b", "l", "n/"));
  EXPECT_THAT(names(tree, "n"), ElementsAre("m/"));
  EXPECT_EQ(tree.type(path("n")), directory);
  EXPECT_THAT(tree.index().named_files(), ElementsAre(path("a/x/pyproject.toml"), path("n/m/pyproject.toml")));
}

TEST_F(Overlay, ADirectoryThatLostAllItsFilesIsGone) {
  const OverlayTree tree = over({{path("a/x/pyproject.toml"), file, {}}, {path("a/x/deep/y.py"), file, {}}});
  EXPECT_THAT(names(tree, "a"), ElementsAre("kept.py"));
  EXPECT_EQ(tree.type(path("a/x")), std::nullopt);
  EXPECT_EQ(tree.type(path("a/x/deep")), std::nullopt);
  EXPECT_THAT(tree.index().named_files(), IsEmpty());
}

TEST_F(Overlay, ADirectoryThatKeepsAFileStays) {
  const OverlayTree tree = over({{path("a/x/pyproject.toml"), file, {}}});
  EXPECT_THAT(names(tree, "a/x"), ElementsAre("deep/"));
  EXPECT_EQ(tree.type(path("a/x")), directory);
}

TEST_F(Overlay, AFileCanBecomeADirectory) {
  put("b/c", "c");
  const OverlayTree tree = over({{path("b"), file, {}}, {path("b/c"), {}, file}});
  EXPECT_EQ(tree.type(path("b")), directory);
  EXPECT_THAT(names(tree, "."), ElementsAre("a/", "b/", "l"));
  EXPECT_FALSE(tree.read(path("b")).has_value());
}

TEST_F(Overlay, ADirectoryCanBecomeALink) {
  fs::create_directory(disk.path() / "a");
  fs::create_symlink("../elsewhere", disk.path() / "a/x");
  const OverlayTree tree =
      over({{path("a/x"), {}, link}, {path("a/x/pyproject.toml"), file, {}}, {path("a/x/deep/y.py"), file, {}}});
  EXPECT_EQ(tree.type(path("a/x")), link);
  EXPECT_EQ(tree.read(path("a/x")), "../elsewhere");
  EXPECT_EQ(tree.type(path("a/x/deep")), std::nullopt);
  EXPECT_THAT(tree.index().links(), ElementsAre(path("a/x"), path("l")));
}

TEST_F(Overlay, SimilarNamesAreNotBelow) {
  put("a-b", "");
  const OverlayTree tree = over({{path("a-b"), {}, file}});
  EXPECT_THAT(names(tree, "a"), ElementsAre("kept.py", "x/"));
  EXPECT_THAT(names(tree, "."), ElementsAre("a/", "a-b", "b", "l"));
}

TEST_F(Overlay, NoLinkLeadsOutOfTheWorkTree) {
  put("outside/secret", "secret");
  fs::create_directory(disk.path() / "tree");
  fs::create_directory_symlink("../outside", disk.path() / "tree/d");
  fs::create_symlink("../outside/secret", disk.path() / "tree/f");
  const OverlayTree tree(below, {{path("d/secret"), {}, file}, {path("f"), {}, file}},
                         disk_reader(disk.path() / "tree"));
  EXPECT_FALSE(tree.read(path("d/secret")).has_value());
  EXPECT_FALSE(tree.read(path("f")).has_value());
}

TEST_F(Overlay, WhatVanishedMeanwhileIsAnErrorWithItsPath) {
  const auto bytes = over({{path("gone"), {}, file}}).read(path("gone"));
  ASSERT_FALSE(bytes.has_value());
  EXPECT_EQ(bytes.error().what, "cannot read `gone`: No such file or directory");
}

}  // namespace
}  // namespace monoci::tree_overlay_test
