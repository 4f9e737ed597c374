// What follows from the rule (each a sentence that a user may rely on).
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::affected_consequences_test {
namespace {

const Files kFiles = {{"pyproject.toml", root({"*"})},
                      {"uv.lock", "version = 1"},
                      {"a/pyproject.toml", package("a")},
                      {"a/x.py", "1"},
                      {"b/pyproject.toml", package("b")},
                      {"c/pyproject.toml", package("c")},
                      {"s", submodule("1")}};

TEST(Consequence, NoChangeAffectsNothing) { EXPECT_EQ(affected(kFiles, kFiles), Texts{}); }

TEST(Consequence, AMoveAffectsTheProjectLeftAndTheProjectEntered) {
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"a/x.py", gone()}, {"b/x.py", "1"}})), (Texts{"a", "b"}));
}

TEST(Consequence, AMovedProjectIsNewAndTheOldOneDeleted) {
  const auto head = with(
      kFiles, {{"a/x.py", gone()}, {"a/pyproject.toml", gone()}, {"d/x.py", "1"}, {"d/pyproject.toml", package("a")}});
  EXPECT_EQ(affected(kFiles, head), Texts{"d"});
  EXPECT_EQ(deleted(kFiles, head), Texts{"a"});
}

TEST(Consequence, ATypeChangeIsAChange) {
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"a/x.py", link("y.py")}})), Texts{"a"});
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"a/x.py", gone()}, {"a/x.py/y", ""}})), Texts{"a"});
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"a/x.py", submodule("1")}})), Texts{"a"});
}

TEST(Consequence, ASubmoduleOfNobodyIsNobodys) {
  const auto base = with(kFiles, {{"pyproject.toml", root({"a", "b", "c"})}});
  EXPECT_EQ(affected(base, with(base, {{"s", submodule("2")}})), Texts{});
}

TEST(Consequence, AMemberThatIsASubmoduleIsAffectedByItsPointer) {
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"s", submodule("2")}})), Texts{"s"});
}

TEST(Consequence, ABaseWithoutAnyWorkspaceMakesEveryProjectNew) {
  EXPECT_EQ(affected({{"README", "1"}}, kFiles), (Texts{"a", "b", "c", "s"}));
  EXPECT_EQ(affected({}, kFiles), (Texts{"a", "b", "c", "s"}));
}

TEST(Consequence, AHeadWithoutAnyWorkspaceHasOnlyDeletedProjects) {
  EXPECT_EQ(affected(kFiles, {{"README", "1"}}), Texts{});
  EXPECT_EQ(deleted(kFiles, {{"README", "1"}}), (Texts{"a", "b", "c", "s"}));
}

TEST(Consequence, ARepositoryWithoutProjectsIsAnAnswer) {
  EXPECT_EQ(affected({}, {}), Texts{});
  EXPECT_EQ(affected({{"x", "1"}}, {{"x", "2"}}), Texts{});
}

TEST(Consequence, APathAndItsDoubleByCaseAreTwo) {
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"A/x.py", "1"}})), Texts{});
}

TEST(Consequence, NamesOfAnyBytesAreFilesLikeOthers) {
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"a/\xff\n \"x", "1"}})), Texts{"a"});
}

}  // namespace
}  // namespace monoci::affected_consequences_test
