// What uv would refuse is a warning and an answer; what the graph needs and cannot be read is an error.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_faults_test {
namespace {

using testing::Contains;
using testing::IsEmpty;

struct Row {
  const char* name;
  Files changes;  // to a workspace of libs/a
  const char* warning;
  Texts expected;  // projects
};

class WhatUvRefuses : public testing::TestWithParam<Row> {
 protected:
  const Files kFiles = {{"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", package("a", {"b"})}};
};

TEST_P(WhatUvRefuses, IsAWarningAndAnAnswer) {
  const auto files = with(kFiles, GetParam().changes);
  EXPECT_THAT(problems(files), Contains(GetParam().warning));
  EXPECT_EQ(projects(nearest(files)), GetParam().expected);
  EXPECT_FALSE(read(files).problems.has_errors());
}

Files a(std::string_view rest, const Texts& dependencies = {"b"}) {
  return {{"libs/a/pyproject.toml", package("a", dependencies, rest)}};
}
Files b(std::string text) { return {{"libs/b/pyproject.toml", std::move(text)}}; }
Files root_of(const Texts& members, std::string_view rest = "") { return {{"pyproject.toml", root(members, rest)}}; }

const Texts kA = {"libs/a"};
const Texts kBoth = {"libs/a", "libs/b"};
INSTANTIATE_TEST_SUITE_P(
    States, WhatUvRefuses,
    testing::Values(
        Row{"DuplicateNames", b(package("A")),
            "libs/b/pyproject.toml:1:1: warning: `libs/a` and `libs/b` are both named `a`", kBoth},
        Row{"NestedRoot", b(package("b", {}, "[tool.uv.workspace]")),
            "libs/b/pyproject.toml:5:1: warning: `libs/b` is a member and a workspace root: workspaces do not nest",
            kBoth},
        Row{"DirectoryWithoutManifest",
            {{"libs/b/x", ""}},
            "pyproject.toml:2:12: warning: `libs/*` matches `libs/b`, which has no pyproject.toml",
            kA},
        Row{"MemberWithoutName", b("[project]\nversion = \"1\""),
            "libs/b/pyproject.toml:1:1: warning: the project has no name", kBoth},
        Row{"MemberWithoutProjectTable", b("[tool.ruff]"),
            "libs/b/pyproject.toml:1:1: warning: the member `libs/b` has no project table", kBoth},
        Row{"OddName", b(package("b b")), "libs/b/pyproject.toml:2:8: warning: `b b` is no package name", kBoth},
        Row{"WorkspaceSourceNamesNoMember", a("[tool.uv.sources]\nb.workspace = true"),
            "libs/a/pyproject.toml:6:1: warning: the workspace source of `b` names no member", kA},
        Row{"PathOutOfTheRepository", a("[tool.uv.sources]\nb.path = \"../../../x\""),
            "libs/a/pyproject.toml:6:1: warning: `../../../x` is outside the repository: what lies there does not "
            "count",
            kA},
        Row{"AbsolutePath", a("[tool.uv.sources]\nb.path = \"/srv/b\""),
            "libs/a/pyproject.toml:6:1: warning: `/srv/b` is outside the repository: what lies there does not count",
            kA},
        Row{"WorkspaceOutOfTheRepository", a("[tool.uv.sources]\nb.workspace = \"../../../x\""),
            "libs/a/pyproject.toml:6:1: warning: `../../../x` is outside the repository: what lies there does not "
            "count",
            kA},
        Row{"DirectReferenceOutOfTheRepository", a("", {"b @ file:///srv/b"}),
            "libs/a/pyproject.toml:4:17: warning: `/srv/b/` is outside the repository: what lies there does not count",
            kA},
        Row{"ReadmeOutOfTheRepository", b("[project]\nname = \"b\"\nversion = \"1\"\nreadme = \"../../../x.md\""),
            "libs/b/pyproject.toml:4:10: warning: `../../../x.md` is outside the repository: what lies there does not "
            "count",
            kBoth},
        Row{"PathDoesNotExist", a("[tool.uv.sources]\nb.path = \"../../x\""),
            "libs/a/pyproject.toml:6:1: warning: `x` does not exist", kA},
        Row{"WorkspaceDirectoryDoesNotExist", a("[tool.uv.sources]\nb.workspace = \"../../x\""),
            "libs/a/pyproject.toml:6:1: warning: the workspace source of `b` names no member", kA},
        Row{"WorkspaceFalse", a("[tool.uv.sources]\nb.workspace = false"),
            "libs/a/pyproject.toml:6:15: warning: `workspace` is `true` or a directory", kA},
        Row{"SourceIsNoTable", a("[tool.uv.sources]\nb = 1"),
            "libs/a/pyproject.toml:6:5: warning: the source of `b` is no table", kA},
        Row{"SourceTwice", a("[tool.uv.sources]\nB.index = \"x\"\nb.index = \"x\""),
            "libs/a/pyproject.toml:7:1: warning: `b` has a source twice", kA},
        Row{"NoRequirement", a("", {"../b"}),
            "libs/a/pyproject.toml:4:17: warning: `../b` is no requirement: it is passed over", kA},
        Row{"UnknownGroup", a("[dependency-groups]\ng = [{include-group = \"x\"}]"),
            "libs/a/pyproject.toml:6:23: warning: the included dependency group `x` does not exist", kA},
        Row{"GroupCycle", a("[dependency-groups]\ng = [{include-group = \"g\"}]"),
            "libs/a/pyproject.toml:6:23: warning: the dependency group `g` includes itself", kA},
        Row{"ThreeStars",
            root_of({"libs/***"}),
            "pyproject.toml:2:12: warning: the pattern `libs/***` matches nothing: `***` is no wildcard",
            {}},
        Row{"StarsInAComponent",
            root_of({"libs/**a"}),
            "pyproject.toml:2:12: warning: the pattern `libs/**a` matches nothing: `**` must be a whole component",
            {}},
        Row{"OpenClass",
            root_of({"libs/[a"}),
            "pyproject.toml:2:12: warning: the pattern `libs/[a` matches nothing: `[` is never closed",
            {}},
        Row{"UnknownWorkspaceKey", root_of({"libs/*"}, "excludes = []"),
            "pyproject.toml:3:1: warning: uv knows no key `excludes` in `tool.uv.workspace`", kA},
        Row{"MembersIsNoList",
            {{"pyproject.toml", "[tool.uv.workspace]\nmembers = \"libs/*\""}},
            "pyproject.toml:2:11: warning: `members` is no list of strings: it is passed over",
            {}},
        Row{"DependenciesIsNoList", b("[project]\nname = \"b\"\ndependencies = \"a\""),
            "libs/b/pyproject.toml:3:16: warning: `project.dependencies` is no list of strings: it is passed over",
            kBoth}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(MatchedDirectory, ThatIsHiddenOrHoldsAFileOnlyIsNoFault) {
  EXPECT_THAT(problems({{"pyproject.toml", root({"libs/*"})}, {"libs/.idea/x", ""}, {"libs/README.md", ""}}),
              IsEmpty());
}

TEST(BrokenManifest, ThatTheGraphNeedsIsAnErrorAtHead) {
  const auto broken = "[project]\nname = \"b\"\nversion = 1.\n";
  const Files files = {{"pyproject.toml", root({"libs/*"})}, {"libs/b/pyproject.toml", broken}};
  ASSERT_EQ(problems(files).size(), 1U);
  EXPECT_THAT(problems(files)[0], testing::StartsWith("libs/b/pyproject.toml:3:11: error: this is not TOML"));
  EXPECT_THAT(problems({{"pyproject.toml", "[project\n"}}),
              Contains(testing::StartsWith("pyproject.toml:1:9: error: this is not TOML")));
  EXPECT_THAT(problems({{"pyproject.toml", root({"a"})},
                        {"a/pyproject.toml", package("a", {"b"}, "[tool.uv.sources]\nb.path = \"../b\"")},
                        {"b/pyproject.toml", "["}}),
              Contains(testing::StartsWith("b/pyproject.toml:1:2: error: this is not TOML")));
}

TEST(BrokenManifest, OfEveryFileIsToldAtOnce) {
  EXPECT_EQ(
      problems({{"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", "["}, {"libs/b/pyproject.toml", "["}})
          .size(),
      2U);
}

TEST(BrokenManifest, AtBaseCountsAsAbsent) {
  const Files head = {{"pyproject.toml", root({"libs/*"})},
                      {"libs/a/pyproject.toml", package("a")},
                      {"libs/b/pyproject.toml", package("b", {"a"})}};
  const auto base = with(head, {{"libs/a/pyproject.toml", "["}});
  EXPECT_EQ(reasons(base, head, "libs/a"), (Texts{"added: the project is new", "file: libs/a/pyproject.toml changed"}));
  EXPECT_EQ(affected(base, head), (Texts{"libs/a", "libs/b"}));
}

TEST(BrokenManifest, OfTheRootAtBaseMakesEveryProjectNew) {
  const Files head = {{"pyproject.toml", root({"libs/*"})}, {"libs/a/pyproject.toml", package("a")}};
  EXPECT_EQ(affected(with(head, {{"pyproject.toml", "["}}), head), Texts{"libs/a"});
}

}  // namespace
}  // namespace monoci::workspace_faults_test
