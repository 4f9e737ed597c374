// How far a change reaches: along edges, over package, extra and group nodes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::affected_nodes_test {
namespace {

using Manifests = std::vector<std::pair<const char*, std::string>>;

Files workspace_of(const Manifests& manifests) {
  Files files = {{"pyproject.toml", root({"*"})}};
  for (const auto& [name, text] : manifests) files[std::string(name) + "/pyproject.toml"] = text;
  return files;
}

Files touched(const Files& files, const std::string& project) { return with(files, {{project + "/x.py", "new"}}); }

std::string extra(std::string_view name, std::string_view of, std::string_view requirement) {
  return package(name, {}, fmt::format("optional-dependencies = {{ {} = [\"{}\"] }}", of, requirement));
}
std::string group(std::string_view name, std::string_view of, std::string_view requirement,
                  const Texts& dependencies = {}) {
  return package(name, dependencies, fmt::format("[dependency-groups]\n{} = [\"{}\"]", of, requirement));
}
std::string build(std::string_view name, std::string_view requirement) {
  return package(name, {}, fmt::format("[build-system]\nrequires = [\"{}\"]", requirement));
}

struct Row {
  const char* name;
  Manifests manifests;
  const char* touched;
  Texts expected;
};

class ChangeOfAProject : public testing::TestWithParam<Row> {};

TEST_P(ChangeOfAProject, ReachesThoseWhoAskForIt) {
  const auto files = workspace_of(GetParam().manifests);
  EXPECT_EQ(affected(files, touched(files, GetParam().touched)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Nodes, ChangeOfAProject,
    testing::Values(
        Row{"Transitively",
            {{"a", package("a", {"b"})}, {"b", package("b", {"c"})}, {"c", package("c")}},
            "c",
            {"a", "b", "c"}},
        Row{"NotTheOtherWay", {{"a", package("a", {"b"})}, {"b", package("b")}}, "a", {"a"}},
        Row{"NotBySimilarPrefix", {{"io", package("io")}, {"io2", package("io2")}}, "io2", {"io2"}},
        Row{"AnExtraConcernsItsOwner", {{"a", extra("a", "x", "b")}, {"b", package("b")}}, "b", {"a", "b"}},
        Row{"AnExtraConcernsThoseWhoAskForIt",
            {{"lib", extra("lib", "x", "b")},
             {"b", package("b")},
             {"u", package("u", {"lib[x]"})},
             {"v", package("v", {"lib"})}},
            "b",
            {"b", "lib", "u"}},
        Row{"AnExtraIncludesThePackage",
            {{"lib", package("lib")}, {"u", package("u", {"lib[x]"})}},
            "lib",
            {"lib", "u"}},
        Row{"AnExtraOfAnExtra",
            {{"lib", package("lib", {}, "optional-dependencies = { x = [\"b\"], all = [\"lib[x]\"] }")},
             {"b", package("b")},
             {"u", package("u", {"lib[all]"})},
             {"v", package("v", {"lib[y]"})}},
            "b",
            {"b", "lib", "u"}},
        Row{"AGroupConcernsItsOwnerAlone",
            {{"lib", group("lib", "dev", "helper")}, {"helper", package("helper")}, {"u", package("u", {"lib"})}},
            "helper",
            {"helper", "lib"}},
        Row{"ABuildRequirementShapesTheArtefact",
            {{"lib", build("lib", "plugin[x]")},
             {"plugin", extra("plugin", "x", "b")},
             {"b", package("b")},
             {"u", package("u", {"lib"})}},
            "b",
            {"b", "lib", "plugin", "u"}},
        Row{"CyclesThroughGroupsAreNoCyclesOverNodes",
            {{"a", group("a", "dev", "b")}, {"b", package("b", {"a"})}, {"u", package("u", {"a"})}},
            "b",
            {"a", "b"}},
        Row{"CyclesAreLegal",
            {{"a", package("a", {"b"})}, {"b", package("b", {"a"})}, {"c", package("c", {"b"})}},
            "a",
            {"a", "b", "c"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Chain, IsAShortestWayToAChange) {
  const auto files = workspace_of({{"a", package("a", {"b", "c"})},
                                   {"b", package("b", {"c"})},
                                   {"c", extra("c", "x", "d")},
                                   {"d", package("d")},
                                   {"u", package("u", {"c[x]"})}});
  EXPECT_EQ(chain(files, touched(files, "c"), "a"), "a -> c");
  EXPECT_EQ(chain(files, touched(files, "d"), "u"), "u -> c[x] -> d");
  EXPECT_EQ(chain(files, touched(files, "c"), "c"), "c");
  EXPECT_EQ(chain(files, with(touched(files, "c"), {{"b/x.py", ""}}), "a").size(), std::string("a -> b").size());
}

TEST(Reason, ANewEdgeTaintsThePackageOfTheDependentWhateverTableItStandsIn) {
  const auto base = workspace_of({{"a", package("a")}, {"b", package("b")}, {"u", package("u", {"a"})}});
  const auto head = with(base, {{"a/pyproject.toml", group("a", "dev", "b")}});
  EXPECT_EQ(affected(base, head), (Texts{"a", "u"}));
  EXPECT_EQ(reasons(base, head, "a"),
            (Texts{"file: a/pyproject.toml changed", "edge: it now depends on b (group, a/pyproject.toml:6)"}));
  EXPECT_EQ(reasons(head, base, "a"),
            (Texts{"file: a/pyproject.toml changed", "edge: it no longer depends on b (group, a/pyproject.toml:6)"}));
}

TEST(Edges, OfBaseAndHeadAreUnited) {
  const auto base = workspace_of({{"a", package("a", {"b"})}, {"b", package("b", {"c"})}, {"c", package("c")}});
  const auto head = with(touched(base, "c"), {{"b/pyproject.toml", package("b")}});
  EXPECT_EQ(affected(base, head), (Texts{"a", "b", "c"}));
}

TEST(DeletedProject, IsListedApartAndAffectsItsDependents) {
  const auto base = workspace_of({{"a", package("a", {"b"})}, {"b", package("b")}, {"c", package("c")}});
  const auto head = with(base, {{"b/pyproject.toml", gone()}});
  EXPECT_EQ(affected(base, head), Texts{"a"});
  EXPECT_EQ(deleted(base, head), Texts{"b"});
  EXPECT_EQ(chain(base, head, "a"), "a");
  EXPECT_EQ(reasons(base, head, "a"), Texts{"edge: it no longer depends on b (runtime, a/pyproject.toml:4)"});
}

TEST(NewProject, IsAffectedAndItsNewDependentsAre) {
  const auto base = workspace_of({{"a", package("a", {"b"})}, {"c", package("c")}});
  const auto head = with(base, {{"b/pyproject.toml", package("b")}});
  EXPECT_EQ(affected(base, head), (Texts{"a", "b"}));
  EXPECT_EQ(reasons(base, head, "b"), (Texts{"added: the project is new", "file: b/pyproject.toml added"}));
}

TEST(DeclaredEdge, ReachesOverPackages) {
  const auto base = with(workspace_of({{"a", group("a", "dev", "b")}, {"b", package("b")}}),
                         {{"cpp/monoci.project.yaml", "depends_on: [a]\n"}});
  EXPECT_EQ(affected(base, touched(base, "a")), (Texts{"a", "cpp"}));
  EXPECT_EQ(affected(base, touched(base, "b")), (Texts{"a", "b"}));
}

}  // namespace
}  // namespace monoci::affected_nodes_test
