// When base's workspace is head's, so that base need not be read.
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"
#include "workspace/same_workspace.hpp"

namespace monoci::workspace_same_test {
namespace {

const Files kBase = {{"pyproject.toml", root({"libs/*"})},
                     {"libs/a/pyproject.toml", package("a")},
                     {"libs/a/x.py", "1"},
                     {"docs/index.md", "1"}};

struct SameCase {
  const char* name;
  Files changes;
  bool same;
};

class SameWorkspace : public testing::TestWithParam<SameCase> {};

TEST_P(SameWorkspace, OnlyWhereNothingThatItIsReadFromDiffers) {
  const auto base = tree_of(kBase);
  const auto head = tree_of(with(kBase, GetParam().changes));
  EXPECT_EQ(have_same_workspace(base, head, {}, MemoryTree::changes(base, head)), GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(
    Changes, SameWorkspace,
    testing::Values(SameCase{"Nothing", {}, true}, SameCase{"AFile", {{"libs/a/x.py", "2"}}, true},
                    SameCase{"AFileMoreInADirectory", {{"libs/a/y.py", "2"}}, true},
                    SameCase{"AFileLessInADirectory", {{"libs/a/x.py", gone()}}, true},
                    SameCase{"AManifest", {{"libs/a/pyproject.toml", package("b")}}, false},
                    SameCase{"ALock", {{"uv.lock", "version = 1"}}, false},
                    SameCase{"TheConfiguration", {{"monoci.yaml", "version: 1"}}, false},
                    SameCase{"AProjectFile", {{"docs/monoci.project.yaml", "kind: lib"}}, false},
                    SameCase{"ALink", {{"libs/a/l", link("../../docs")}}, false},
                    SameCase{"ASubmodule", {{"libs/s", submodule("1")}}, false},
                    SameCase{"ANewDirectory", {{"libs/b/x.py", "1"}}, false},
                    SameCase{"ADirectoryLess", {{"docs/index.md", gone()}}, false},
                    SameCase{"AFileThatBecomesADirectory", {{"libs/a/x.py", gone()}, {"libs/a/x.py/y", "1"}}, false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SameWorkspaces, AreNotKnownWhereAManifestIsALink) {
  const auto linked =
      with(kBase, {{"libs/a/pyproject.toml", link("../../docs/a.toml")}, {"docs/a.toml", package("a")}});
  const auto base = tree_of(linked);
  const auto head = tree_of(with(linked, {{"docs/a.toml", package("b")}}));
  EXPECT_FALSE(have_same_workspace(base, head, {}, MemoryTree::changes(base, head)));
}

TEST(SameWorkspaces, AreNotKnownWhereAFileDiffersThatAManifestIsContinuedIn) {
  const auto base = tree_of(with(kBase, {{"libs/a/requirements.txt", "-r ../../docs/index.md"}}));
  const auto head =
      tree_of(with(kBase, {{"libs/a/requirements.txt", "-r ../../docs/index.md"}, {"docs/index.md", "-e ../docs"}}));
  const auto changes = MemoryTree::changes(base, head);
  EXPECT_TRUE(have_same_workspace(base, head, {}, changes));
  EXPECT_FALSE(have_same_workspace(base, head, {*RepoPath::parse("docs/index.md")}, changes));
}

}  // namespace
}  // namespace monoci::workspace_same_test
