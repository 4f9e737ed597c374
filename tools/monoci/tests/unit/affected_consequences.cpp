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

TEST(Consequence, ALinkThatLeadsNowhereHidesNothingWhereOnlyAScriptCouldBe) {
  for (const auto* target : {"y.py", "/usr/bin/y.py", "x.py"}) {
    const auto base = with(kFiles, {{"a/x.py", link(target)}});
    EXPECT_EQ(projects(base), projects(kFiles)) << target;
    EXPECT_EQ(affected(base, with(base, {{"b/x.py", "1"}})), Texts{"b"}) << target;
  }
  const auto base = with(kFiles, {{"a/requirements.txt", link("y.txt")}});
  EXPECT_EQ(affected(base, with(base, {{"b/x.py", "1"}})), (Texts{".", "a", "b", "c", "s"}));
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

// "Gone means gone": what jobs `on: delete` take down may still be in use otherwise.
struct LeftCase {
  std::string name;
  Files edits;
  Texts deleted, left;
};
void PrintTo(const LeftCase& row, std::ostream* out) { *out << row.name; }

class LostProject : public testing::TestWithParam<LeftCase> {};

TEST_P(LostProject, IsDeletedOnlyWhereNothingIsLeftOfIt) {
  const Files base = {{"pyproject.toml", root({"*"})},
                      {"a/pyproject.toml", package("a")},
                      {"a/x.py", "1"},
                      {"a/README.md", "1"},
                      {"b/pyproject.toml", package("b", {"a"}, "[tool.uv.sources]\na = { path = \"../a\" }\n")}};
  const auto head = with(base, GetParam().edits);
  EXPECT_EQ(deleted(base, head), GetParam().deleted);
  EXPECT_EQ(left(base, head), GetParam().left);
  EXPECT_EQ(affected(base, head), Texts{"b"});  // who depends on it
}

// Edits and more edits; `with` would make these now.
Files also(Files edits, const Files& more) {
  edits.insert(more.begin(), more.end());
  return edits;
}

const std::string kLeft = "a: it is still there, and no project any more: ";
const Files kAllGone = {
    {"a/pyproject.toml", gone()}, {"a/x.py", gone()}, {"a/README.md", gone()}, {"b/pyproject.toml", package("b")}};

INSTANTIATE_TEST_SUITE_P(
    Cases, LostProject,
    testing::Values(LeftCase{"Gone", kAllGone, {"a"}, {}},
                    LeftCase{"GoneBesideItsLikes", also(kAllGone, {{"a2/x", "1"}, {"A/x", "1"}}), {"a"}, {}},
                    LeftCase{"NoManifest",
                             {{"a/pyproject.toml", gone()}, {"b/pyproject.toml", package("b")}},
                             {},
                             {kLeft + "its manifest is gone, other files are left"}},
                    LeftCase{"AReadmeAlone",
                             {{"a/pyproject.toml", gone()}, {"a/x.py", gone()}, {"b/pyproject.toml", package("b")}},
                             {},
                             {kLeft + "its manifest is gone, other files are left"}},
                    LeftCase{"WhatIsIgnored",
                             {{"monoci.yaml", "version: 1\ninputs: { ignore: [\"**/*.md\"] }\n"},
                              {"a/pyproject.toml", gone()},
                              {"a/x.py", gone()},
                              {"b/pyproject.toml", package("b")}},
                             {},
                             {kLeft + "its manifest is gone, other files are left"}},
                    LeftCase{"Excluded",
                             {{"monoci.yaml", "version: 1\nprojects: { exclude: [a] }\n"},
                              {"b/pyproject.toml", package("b")}},
                             {},
                             {kLeft + "`projects.exclude` names it (monoci.yaml:2)"}},
                    LeftCase{"ASubmoduleOfNobody",
                             also(kAllGone, {{"pyproject.toml", root({"b"})}, {"a", submodule("1")}}),
                             {},
                             {kLeft + "a file, a link or a submodule is in its place"}},
                    LeftCase{"AFileInItsPlace",
                             also(kAllGone, {{"a", "1"}}),
                             {},
                             {kLeft + "a file, a link or a submodule is in its place"}}),
    [](const auto& each) { return each.param.name; });

TEST(Consequence, AProjectBehindALinkIsLeftWhileTheLinkIs) {
  const Files base = {
      {"pyproject.toml", root({"here/*"})}, {"here", link("there")}, {"there/a/pyproject.toml", package("a")}};
  EXPECT_EQ(deleted(base, with(base, {{"pyproject.toml", root({})}})), Texts{});
  EXPECT_EQ(deleted(base, {{"pyproject.toml", root({})}}), Texts{"here/a"});
  EXPECT_EQ(deleted(nearest(base), nearest({{"pyproject.toml", root({})}})), Texts{"here/a"});
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
