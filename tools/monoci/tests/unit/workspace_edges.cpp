// Edges and the nodes they join: which requirement makes which edge.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_edges_test {
namespace {

using testing::IsEmpty;

// A workspace of `a` with these tables and of `b`, `c`.
Files workspace_of_a(const Texts& dependencies, std::string_view rest, std::string_view root_rest = "") {
  return {{"pyproject.toml", root({"*"}, root_rest)},
          {"a/pyproject.toml", package("a", dependencies, rest)},
          {"b/pyproject.toml", package("b")},
          {"c/pyproject.toml", package("c")}};
}

struct Row {
  const char* name;
  Texts dependencies;
  const char* rest;
  Texts expected;
};

class RequirementOfAMember : public testing::TestWithParam<Row> {};

TEST_P(RequirementOfAMember, JoinsTheNodesThatUvJoins) {
  EXPECT_EQ(edges(workspace_of_a(GetParam().dependencies, GetParam().rest)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Tables, RequirementOfAMember,
    testing::Values(
        Row{"Dependency", {"b>=1; sys_platform == 'win32'"}, "", {"a -> b (runtime)"}},
        Row{"Extra", {}, "optional-dependencies.My_X = [\"b\"]", {"a[my-x] -> b (extra)"}},
        Row{"Group", {}, "[dependency-groups]\ndev = [\"b\"]", {"a:dev -> b (group)"}},
        Row{"IncludedGroup",
            {},
            "[dependency-groups]\ndev = [{include-group = \"t\"}]\nt = [\"b\"]",
            {"a:dev -> b (group)", "a:t -> b (group)"}},
        Row{"LegacyGroup", {}, "[tool.uv]\ndev-dependencies = [\"b\"]", {"a:dev -> b (group)"}},
        Row{"Build", {}, "[build-system]\nrequires = [\"b[x]\"]", {"a -> b (build)", "a -> b[x] (build)"}},
        Row{"AskedExtra", {"b[x, Y]"}, "", {"a -> b (runtime)", "a -> b[x] (runtime)", "a -> b[y] (runtime)"}},
        Row{"NameIsNormalised", {"B"}, "", {"a -> b (runtime)"}},
        Row{"EveryLineIsKept", {"b", "b>2"}, "", {"a -> b (runtime)", "a -> b (runtime)"}},
        Row{"Foreign", {"numpy"}, "", {}}, Row{"Self", {"a"}, "", {}},
        Row{"SelfExtra",
            {},
            "optional-dependencies = { x = [\"b\"], all = [\"a[x]\"] }",
            {"a[all] -> a[x] (extra)", "a[x] -> b (extra)"}},
        Row{"GroupOfSelf",
            {},
            "[dependency-groups]\ndev = [\"a[x]\"]",
            {"a:dev -> a (group)", "a:dev -> a[x] (group)"}}),
    [](const auto& row) { return std::string(row.param.name); });

struct SourceRow {
  const char *name, *own, *inherited;
  Texts expected;
};

// `a` depends on `b`, which is a member and also a directory `out`.
class SourceOfB : public testing::TestWithParam<SourceRow> {};

TEST_P(SourceOfB, IsTheOwnEntryElseTheRoots) {
  const auto table = [](const char* entry) {
    return *entry == '\0' ? std::string() : fmt::format("[tool.uv.sources]\nb = {}", entry);
  };
  const auto files = with(workspace_of_a({"b"}, table(GetParam().own), table(GetParam().inherited) + "\n"),
                          {{"a/out/setup.py", ""}, {"out/setup.py", ""}});
  EXPECT_EQ(edges(with(files, {{"pyproject.toml", root({"a", "b", "c"}, table(GetParam().inherited))}})),
            GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    LookUp, SourceOfB,
    testing::Values(SourceRow{"NoneAtAllIsTheMember", "", "", {"a -> b (runtime)"}},
                    SourceRow{"Workspace", "{ workspace = true }", "", {"a -> b (runtime)"}},
                    SourceRow{"Inherited", "", "{ workspace = true }", {"a -> b (runtime)"}},
                    SourceRow{"Git", "{ git = \"https://x\" }", "", {}},
                    SourceRow{"Index", "{ index = \"x\" }", "", {}},
                    SourceRow{"OwnPathIsSeenFromTheProject", "{ path = \"out\" }", "", {"a -> a/out (runtime)"}},
                    SourceRow{"InheritedPathIsSeenFromTheRoot", "", "{ path = \"out\" }", {"a -> out (runtime)"}},
                    SourceRow{"OwnHidesInherited", "{ git = \"https://x\" }", "{ path = \"out\" }", {}},
                    SourceRow{"EveryEntryCounts",
                              "[{ workspace = true, marker = \"m\" }, { path = \"out\" }]",
                              "",
                              {"a -> a/out (runtime)", "a -> b (runtime)"}},
                    SourceRow{"OneThatUvRefusesHidesToo", "\"x\"", "{ path = \"out\" }", {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SourceForAnExtraOrGroup, CountsForThatOneOnly) {
  const auto files =
      with(workspace_of_a({"z"},
                          "optional-dependencies = { x = [\"z\"] }\n"
                          "[dependency-groups]\ng = [\"z\"]\n"
                          "[tool.uv.sources]\n"
                          "z = [{ path = \"../zx\", extra = \"X\" }, { path = \"../zg\", group = \"g\" }]"),
           {{"zx/setup.py", ""}, {"zg/setup.py", ""}, {"pyproject.toml", root({"a", "b"})}});
  EXPECT_EQ(edges(files), (Texts{"a[x] -> zx (extra)", "a:g -> zg (group)"}));
}

TEST(SourceForAnExtraOrGroup, ThatDoesNotFitLeavesAMemberAMember) {
  EXPECT_EQ(edges(workspace_of_a({"b"}, "[tool.uv.sources]\nb = { workspace = true, extra = \"x\" }")),
            Texts{"a -> b (runtime)"});
}

TEST(SourceForAGroup, FitsTheIncludingGroup) {
  EXPECT_EQ(edges(workspace_of_a({},
                                 "[dependency-groups]\ndev = [{include-group = \"t\"}]\nt = [\"z\"]\n"
                                 "[tool.uv.sources]\nz = { path = \"../c\", group = \"dev\" }")),
            Texts{"a:dev -> c (group)"});
}

TEST(TwoMembersOfOneName, GetAnEdgeEach) {
  const Files files = {{"pyproject.toml", root({"*"})},
                       {"a/pyproject.toml", package("a", {"b"})},
                       {"b1/pyproject.toml", package("b")},
                       {"b2/pyproject.toml", package("B")}};
  EXPECT_EQ(edges(files), (Texts{"a -> b1 (runtime)", "a -> b2 (runtime)"}));
}

TEST(DynamicDependencies, AreTheUnionOfStaticTablesAndTheLocksEntry) {
  const auto files = with(workspace_of_a({}, ""), {{"a/pyproject.toml",
                                                    "[project]\nname = \"a\"\ndynamic = [\"dependencies\"]\n"
                                                    "[tool.setuptools_dynamic_dependencies]\ndependencies = [\"b\"]"},
                                                   {"uv.lock", R"(version = 1
[[package]]
name = "a"
source = { editable = "a" }
dependencies = [{ name = "c", extra = ["x"] }]
[package.optional-dependencies]
y = [{ name = "b" }]
)"}});
  EXPECT_EQ(edges(files), (Texts{"a -> b (runtime)", "a -> c (runtime)", "a -> c[x] (runtime)"}));  // y is not dynamic
}

TEST(DynamicDependencies, OfALockGoThroughSourcesAndMakeProjects) {
  EXPECT_EQ(edges({{"pyproject.toml", root({"a"}, "[tool.uv.sources]\nz.path = \"z\"")},
                   {"a/pyproject.toml", "[project]\nname = \"a\"\ndynamic = [\"optional-dependencies\"]"},
                   {"z/setup.py", ""},
                   {"uv.lock",
                    "version = 1\n[[package]]\nname = \"a\"\nsource = { virtual = \"a\" }\n"
                    "[package.optional-dependencies]\nx = [{ name = \"z\" }]"}}),
            Texts{"a[x] -> z (extra)"});
}

TEST(DynamicDependencies, OfALockThatAreNoProjectsAreInputs) {
  const auto with_archive = [](std::string_view content) {
    return Files{{"pyproject.toml", root({"a"})},
                 {"a/pyproject.toml",
                  "[project]\nname = \"a\"\ndynamic = [\"dependencies\"]\n"
                  "[tool.uv.sources]\nz.path = \"../z-1.whl\""},
                 {"z-1.whl", std::string(content)},
                 {"uv.lock",
                  "version = 1\n[[package]]\nname = \"a\"\nsource = { virtual = \"a\" }\n"
                  "dependencies = [{ name = \"z\" }]"}};
  };
  EXPECT_EQ(affected(with_archive("one"), with_archive("two")), Texts{"a"});
}

TEST(DynamicDependencies, AreThoseOfTheEntryThatLiesWhereTheProjectDoes) {
  EXPECT_EQ(edges({{"pyproject.toml", root({"*"})},
                   {"a/pyproject.toml", "[project]\nname = \"a\"\ndynamic = [\"dependencies\"]"},
                   {"b/pyproject.toml", package("b")},
                   {"c/pyproject.toml", package("c")},
                   {"uv.lock",
                    "version = 1\n"
                    "[[package]]\nname = \"a\"\nsource = { registry = \"x\" }\ndependencies = [{ name = \"b\" }]\n"
                    "[[package]]\nname = \"a\"\nsource = { editable = \"a\" }\ndependencies = [{ name = \"c\" }]"}}),
            Texts{"a -> c (runtime)"});
}

TEST(StaticDependencies, AreNotTakenFromTheLock) {
  EXPECT_THAT(
      edges(with(workspace_of_a({}, ""), {{"uv.lock",
                                           "version = 1\n[[package]]\nname = \"a\"\nsource = { editable = \"a\" }\n"
                                           "dependencies = [{ name = \"b\" }]"}})),
      IsEmpty());
}

TEST(Edge, KnowsTheLineThatMadeIt) {
  const auto reading = read(workspace_of_a({"b"}, ""));
  ASSERT_EQ(reading.workspace.edges.size(), 1U);
  EXPECT_EQ(reading.workspace.edges[0].spot, (Spot{"a/pyproject.toml", 4, 17}));
}

TEST(WorkspaceSource, ThatNamesNoMemberMeansTheMembersThatCannotBeRead) {
  const auto files = with(workspace_of_a({"z"}, "[tool.uv.sources]\nz = { workspace = true }"),
                          {{"vendor", submodule("1")}, {"pyproject.toml", root({"a", "b", "vendor/*"})}});
  EXPECT_EQ(edges(files), Texts{"a -> vendor (runtime)"});
}

TEST(DependsOn, JoinsPackagesByDirectoryOrName) {
  EXPECT_EQ(edges(with(workspace_of_a({}, "[tool.monoci]\ndepends_on = [\"cpp/lib\", \"c\"]"),
                       {{"cpp/lib/monoci.project.yaml", "depends_on: [b]\n"}})),
            (Texts{"a -> c (declared)", "a -> cpp/lib (declared)", "cpp/lib -> b (declared)"}));
}

}  // namespace
}  // namespace monoci::workspace_edges_test
