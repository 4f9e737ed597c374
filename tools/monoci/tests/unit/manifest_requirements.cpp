// Which requirements a pyproject.toml has, and which table holds each.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ecosystem/uv/uv.hpp"

namespace monoci::manifest_requirements_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Texts = std::vector<std::string>;

Manifest manifest(const std::string& text) {
  Diagnostics problems;
  return read_pyproject({"pyproject.toml", text}, problems).value();
}

std::string holder(const Requirement& requirement) {
  switch (requirement.holder) {
    case Holder::dependencies:
      return "package";
    case Holder::build:
      return "build";
    case Holder::extra:
      return "extra " + requirement.holder_name;
    case Holder::group:
      return "group " + requirement.holder_name;
  }
  return {};
}

// "package: io[excel]"
Texts requirements(const std::string& text) {
  Texts texts;
  for (const auto& each : manifest(text).requirements) {
    auto extras = each.extras.empty() ? std::string() : fmt::format("[{}]", fmt::join(each.extras, ","));
    texts.push_back(fmt::format("{}: {}{}", holder(each), each.name, extras));
  }
  return texts;
}

Texts warnings(const std::string& text) {
  Diagnostics problems;
  EXPECT_TRUE(read_pyproject({"p", text}, problems).has_value());
  Texts texts;
  for (const auto& each : problems.sorted()) texts.push_back(to_text(each));
  return texts;
}

TEST(Requirements, HangOnTheTableThatHoldsThem) {
  EXPECT_THAT(requirements(R"(
    project = { name = "a", dependencies = ["io[excel]>=1"], optional-dependencies = { My_X = ["b"] } }
    build-system.requires = ["plugin"]
    dependency-groups.Dev = ["c"])"),
              ElementsAre("package: io[excel]", "extra my-x: b", "build: plugin", "group dev: c"));
}

TEST(Requirements, KeepTheLineThatMadeThem) {
  const auto read = manifest("[project]\nname = \"a\"\ndependencies = [\n  \"io\",\n  \"b\",\n]\n");
  EXPECT_EQ(read.requirements.at(1).spot, (Spot{"pyproject.toml", 5, 3}));
}

TEST(Requirements, IncludedGroupsAreFlattened) {
  EXPECT_THAT(
      requirements(R"([dependency-groups]
    dev = ["a", {include-group = "Lint"}]
    lint = ["b", {include-group = "types"}]
    types = ["c"])"),
      ElementsAre("group dev: a", "group dev: b", "group dev: c", "group lint: b", "group lint: c", "group types: c"));
}

TEST(Requirements, LegacyDevDependenciesJoinGroupDevAndCannotBeIncluded) {
  EXPECT_THAT(requirements(R"(
    dependency-groups = { dev = ["a"], all = [{include-group = "dev"}] }
    tool.uv.dev-dependencies = ["b"])"),
              ElementsAre("group all: a", "group dev: a", "group dev: b"));
  EXPECT_THAT(requirements("tool.uv.dev-dependencies = [\"b\"]"), ElementsAre("group dev: b"));
}

TEST(Requirements, DynamicOnesAreTheUnionOfTheTwoStaticTables) {
  EXPECT_THAT(requirements(R"(
    project = { name = "a", dynamic = ["dependencies", "optional-dependencies", "version"] }
    tool.hatch.metadata.hooks.uv-dynamic-versioning = { dependencies = ["b=={{ version }}"], optional-dependencies = { x = ["c"] } }
    tool.setuptools_dynamic_dependencies = { dependencies = ["d"], optional-dependencies = { y = ["e"] } })"),
              ElementsAre("package: b", "extra x: c", "package: d", "extra y: e"));
}

TEST(Requirements, OfAStaticTableCountOnlyForADynamicField) {
  EXPECT_THAT(requirements(R"(
    project = { name = "a", dynamic = ["version"] }
    tool.setuptools_dynamic_dependencies = { dependencies = ["d"] })"),
              IsEmpty());
  EXPECT_THAT(requirements(R"(
    project = { name = "a", dynamic = ["optional-dependencies"] }
    tool.setuptools_dynamic_dependencies = { dependencies = ["d"], optional-dependencies = { y = ["e"] } })"),
              ElementsAre("extra y: e"));
}

TEST(DynamicTables, NeedTheLockOnlyWithoutAStaticTable) {
  const auto needs_lock = [](const std::string& text) { return manifest(text).dynamic.needs_lock(); };
  EXPECT_TRUE(needs_lock("project.dynamic = [\"dependencies\"]"));
  EXPECT_TRUE(needs_lock("project.dynamic = [\"optional-dependencies\"]"));
  EXPECT_FALSE(needs_lock("project.dynamic = [\"version\"]"));
  EXPECT_FALSE(
      needs_lock("project.dynamic = [\"dependencies\"]\ntool.setuptools_dynamic_dependencies.dependencies = []"));
}

TEST(Requirements, OfUvAloneMakeNoEdges) {
  EXPECT_THAT(requirements(R"([tool.uv]
    constraint-dependencies = ["a"]
    override-dependencies = ["b"])"),
              IsEmpty());
}

TEST(Requirements, OfBuildsStandInTablesOfUvToo) {
  EXPECT_EQ(requirements(R"([tool.uv]
    build-constraint-dependencies = ["c>1"]
    extra-build-dependencies = { numpy = ["d", { requirement = "e", match-runtime = true }] })"),
            (Texts{"build: d", "build: e", "build: c"}));
}

TEST(Requirements, DirectReferencesKeepTheirPath) {
  const auto read = manifest(R"(project.dependencies = ["a @ file:../a", "b @ https://x/b"])");
  EXPECT_TRUE(read.requirements.at(0).direct);
  EXPECT_EQ(read.requirements.at(0).path, "./../a/");
  EXPECT_TRUE(read.requirements.at(1).direct);
  EXPECT_EQ(read.requirements.at(1).path, std::nullopt);
}

struct Refused {
  const char *name, *text, *warning;
};

class OddTable : public testing::TestWithParam<Refused> {};

TEST_P(OddTable, IsAWarningWithItsPlace) { EXPECT_THAT(warnings(GetParam().text), ElementsAre(GetParam().warning)); }
INSTANTIATE_TEST_SUITE_P(
    Rows, OddTable,
    testing::Values(Refused{"NoRequirement", "project = { name = \"a\", dependencies = [\"../b\"] }",
                            "p:1:41: warning: `../b` is no requirement: it is passed over"},
                    Refused{"NoString", "project = { name = \"a\", dependencies = [1] }",
                            "p:1:41: warning: an entry of `project.dependencies` is no string: it is passed over"},
                    Refused{"NoList", "project = { name = \"a\", dependencies = \"b\" }",
                            "p:1:40: warning: `project.dependencies` is no list of strings: it is passed over"},
                    Refused{"ExtrasAreNoTable", "project = { name = \"a\", optional-dependencies = [] }",
                            "p:1:49: warning: `project.optional-dependencies` is no table: it is passed over"},
                    Refused{"GroupIsNoList", "dependency-groups.dev = \"a\"",
                            "p:1:25: warning: the dependency group `dev` is no list"},
                    Refused{"UnknownInclude", "dependency-groups.dev = [{include-group = \"x\"}]",
                            "p:1:43: warning: the included dependency group `x` does not exist"},
                    Refused{"OddGroupEntry", "dependency-groups.dev = [{}]",
                            "p:1:26: warning: an entry of a dependency group is neither a requirement nor an include"},
                    Refused{"NoName", "[project]\nversion = \"1\"", "p:1:1: warning: the project has no name"},
                    Refused{"OddName", "project.name = \"a b\"", "p:1:16: warning: `a b` is no package name"},
                    Refused{"UnknownWorkspaceKey", "tool.uv.workspace.member = []",
                            "p:1:19: warning: uv knows no key `member` in `tool.uv.workspace`"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(OddTable, GroupsThatIncludeEachOtherEnd) {
  EXPECT_THAT(warnings("[dependency-groups]\na = [{include-group = \"b\"}]\nb = [{include-group = \"a\"}]"),
              ElementsAre("p:2:23: warning: the dependency group `b` includes itself\n"
                          "  hint: a cycle: `b` -> `a` -> `b`: uv refuses it",
                          "p:3:23: warning: the dependency group `a` includes itself\n"
                          "  hint: a cycle: `a` -> `b` -> `a`: uv refuses it"));
}

std::string group(std::size_t number, const std::vector<std::size_t>& included) {
  std::string text = fmt::format("g{} = [\"lib{}\"", number, number);
  for (const auto each : included) text += fmt::format(", {{include-group = \"g{}\"}}", each);
  return text + "]\n";
}

// Two ways from each group to the next make 2^60 ways in all.
TEST(Groups, AreEnteredOnceHoweverManyIncludesLeadThere) {
  std::string text = "[dependency-groups]\n" + group(60, {});
  for (std::size_t level = 0; level < 60; ++level) text += group(level, {level + 1, level + 1});
  EXPECT_EQ(requirements(text).size(), 61U * 62U / 2U);
}

TEST(Groups, ThatAllIncludeEachOtherAreEnteredOnce) {
  std::string text = "[dependency-groups]\n";
  for (std::size_t each = 0; each < 30; ++each) {
    std::vector<std::size_t> others;
    for (std::size_t other = 0; other < 30; ++other)
      if (other != each) others.push_back(other);
    text += group(each, others);
  }
  EXPECT_EQ(requirements(text).size(), 30U * 30U);
}

// A chain makes each group hold all that come behind it.
TEST(Groups, ThatHoldMoreThanIsReadAreAnError) {
  std::string text = "[dependency-groups]\n" + group(1000, {});
  for (std::size_t level = 0; level < 1000; ++level) text += group(level, {level + 1});
  Diagnostics problems;
  EXPECT_FALSE(read_pyproject({"p", text}, problems).has_value());
  ASSERT_TRUE(problems.has_errors());
  EXPECT_THAT(to_text(problems.sorted().at(0)),
              testing::HasSubstr("error: the dependency groups hold more than 200000 entries, with what they include"));
  EXPECT_NE(problems.sorted().at(0).hint, "");
}

}  // namespace
}  // namespace monoci::manifest_requirements_test
