// dbt projects: where they are, what they take from each other, and what lies outside them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_dbt_test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Files kFiles = {
    {"dbt/common/dbt_project.yml", "name: common\nmacro-paths: [macros]\n"},
    {"dbt/common/macros/m.sql", "1"},
    {"dbt/finance/dbt_project.yml", "name: finance\n"},
    {"dbt/finance/packages.yml", "packages:\n  - local: ../common\n  - package: x/y\n    version: 1\n"},
    {"dbt/alone/dbt_project.yml", "name: alone\n"},
    {"dbt/alone/dependencies.yml", "packages:\n  - git: https://x\nprojects:\n  - name: mesh\n"}};

TEST(Dbt, ProjectsAreFoundAndNamedByThemselves) {
  const auto reading = read(kFiles);
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_EQ(projects(kFiles), (Texts{"dbt/alone", "dbt/common", "dbt/finance"}));
  const auto& common = reading.workspace.projects.at({at("dbt/common")});
  EXPECT_EQ(common.name, "common");
  EXPECT_THAT(common.ecosystems, ElementsAre("dbt"));
  EXPECT_EQ(common.manifest, at("dbt/common/dbt_project.yml"));
  EXPECT_THAT(reading.workspace.member_sets, IsEmpty());  // there is no lock that several share
}

TEST(Dbt, LocalPackagesAreEdgesWithTheirLine) {
  const auto reading = read(kFiles);
  EXPECT_EQ(edges(kFiles), Texts{"dbt/finance -> dbt/common (runtime)"});
  EXPECT_EQ(reading.workspace.edges.at(0).spot.line, 2);
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"dbt/common/macros/new.sql", "1"}})), (Texts{"dbt/common", "dbt/finance"}));
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"dbt/finance/models/x.sql", "1"}})), Texts{"dbt/finance"});
  const auto both = with(kFiles, {{"dbt/finance/dependencies.yml", "packages: [{local: ../alone}]\n"}});
  EXPECT_EQ(edges(both), (Texts{"dbt/finance -> dbt/alone (runtime)", "dbt/finance -> dbt/common (runtime)"}));
}

struct PathKey {
  const char* key;
  bool counts;
};
class DbtPaths : public testing::TestWithParam<PathKey> {};

TEST_P(DbtPaths, ThatLeaveTheProjectAreInputs) {
  for (const auto* value : {"[\"../shared\"]", "../shared"}) {
    const auto text = std::string("name: a\n") + GetParam().key + ": " + value + "\n";
    const Files files = {{"d/a/dbt_project.yml", text}, {"d/shared/m.sql", "1"}, {"d/other/m.sql", "1"}};
    EXPECT_EQ(affected(files, with(files, {{"d/shared/m.sql", "2"}})), GetParam().counts ? Texts{"d/a"} : Texts{});
    EXPECT_EQ(affected(files, with(files, {{"d/other/m.sql", "2"}})), Texts{});
  }
}
INSTANTIATE_TEST_SUITE_P(Keys, DbtPaths,
                         testing::Values(PathKey{"model-paths", true}, PathKey{"macro-paths", true},
                                         PathKey{"seed-paths", true}, PathKey{"test-paths", true},
                                         PathKey{"analysis-paths", true}, PathKey{"snapshot-paths", true},
                                         PathKey{"asset-paths", true}, PathKey{"docs-paths", true},
                                         PathKey{"source-paths", true}, PathKey{"data-paths", true},
                                         PathKey{"packages-install-path", true}, PathKey{"target-path", false},
                                         PathKey{"vars", false}));

struct Odd {
  const char* name;
  Files files;
  const char* warning;
};
class OddDbt : public testing::TestWithParam<Odd> {};

TEST_P(OddDbt, IsAWarningAndAnAnswer) {
  const auto files = with({{"a/dbt_project.yml", "name: a\n"}, {"b/dbt_project.yml", "name: b\n"}}, GetParam().files);
  EXPECT_EQ(projects(files), (Texts{"a", "b"}));
  EXPECT_THAT(problems(files), Contains(HasSubstr(GetParam().warning)));
  EXPECT_FALSE(read(files).problems.has_errors());
}
INSTANTIATE_TEST_SUITE_P(
    Texts, OddDbt,
    testing::Values(
        Odd{"JinjaInAPath",
            {{"a/dbt_project.yml", "name: a\nmodel-paths: [\"{{ env_var('M') }}\"]\n"}},
            "a/dbt_project.yml:2:15: warning: `{{ env_var('M') }}` is Jinja, which is not evaluated"},
        Odd{"JinjaInAPackage",
            {{"a/packages.yml", "packages:\n  - local: \"{{ var('p') }}\"\n"}},
            "a/packages.yml:2:12: warning: `{{ var('p') }}` is Jinja"},
        Odd{"AnAbsolutePath", {{"a/dbt_project.yml", "macro-paths: [/srv/macros]\n"}}, "`/srv/macros` is outside"},
        Odd{"AnAbsoluteLocalPackage", {{"a/packages.yml", "packages: [{local: /etc}]\n"}}, "`/etc` is outside"},
        Odd{"APathThatLeavesTheRepository",
            {{"a/dbt_project.yml", "name: a\nmacro-paths: [../../x]\n"}},
            "a/dbt_project.yml:2:15: warning: `../../x` is outside"},
        Odd{"ALocalPackageThatIsGone", {{"a/packages.yml", "packages: [{local: ../c}]\n"}}, "`c` does not exist"},
        Odd{"NoPath", {{"a/dbt_project.yml", "model-paths: [[x]]\n"}}, "`model-paths` is no path"}),
    [](const auto& odd) { return std::string(odd.param.name); });

TEST(Dbt, TextsThatAreNoYamlAreMissingEvidence) {
  for (const auto* file : {"a/dbt_project.yml", "a/packages.yml"}) {
    const auto files =
        with({{"a/dbt_project.yml", "name: a\n"}, {"b/dbt_project.yml", "name: b\n"}}, {{file, "x: [\n"}});
    EXPECT_EQ(projects(files), (Texts{"a", "b"}));
    EXPECT_EQ(affected(files, files), (Texts{"a", "b"}));
    EXPECT_EQ(read(files).workspace.unreadable.size(), 1U);
  }
}

TEST(Dbt, AProjectOfTwoEcosystemsIsOne) {
  const Files files = {{"p/pyproject.toml", package("p", {"lib"}, "[tool.uv.sources]\nlib.path = \"../lib\"")},
                       {"p/dbt_project.yml", "name: models\n"},
                       {"p/packages.yml", "packages: [{local: ../common}]\n"},
                       {"lib/pyproject.toml", package("lib")},
                       {"common/dbt_project.yml", "name: common\n"}};
  EXPECT_EQ(projects(files), (Texts{"common", "lib", "p"}));
  EXPECT_EQ(edges(files), (Texts{"p -> common (runtime)", "p -> lib (runtime)"}));
  const auto reading = read(files);
  const auto& project = reading.workspace.projects.at({at("p")});
  EXPECT_EQ(project.name, "p");
  EXPECT_THAT(project.ecosystems, ElementsAre("uv", "dbt"));
  EXPECT_THAT(project.manifests, ElementsAre(at("p/pyproject.toml"), at("p/dbt_project.yml")));
}

TEST(Dbt, AMemberOfAWorkspaceHasItsPackagesToo) {
  const Files files = {{"pyproject.toml", root({"p/*"})},
                       {"p/a/pyproject.toml", package("a")},
                       {"p/a/dbt_project.yml", "name: a\n"},
                       {"p/a/packages.yml", "packages: [{local: ../../models}]\n"},
                       {"models/dbt_project.yml", "name: models\n"}};
  EXPECT_EQ(projects(files), (Texts{"models", "p/a"}));
  EXPECT_EQ(edges(files), Texts{"p/a -> models (runtime)"});
}

TEST(Dbt, ModelsThatAPackageShipsStayItsOwn) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a")},
                       {"libs/a/src/a/dbt/dbt_project.yml", "name: inner\n"},
                       {"libs/a/src/a/dbt/m.sql", "1"}};
  EXPECT_EQ(projects(files), Texts{"libs/a"});
  EXPECT_EQ(affected(files, with(files, {{"libs/a/src/a/dbt/m.sql", "2"}})), Texts{"libs/a"});
}

TEST(Dbt, WhatDbtFetchedIsNoProject) {
  const auto files = with(kFiles, {{"dbt/finance/dbt_packages/utils/dbt_project.yml", "name: utils\n"}});
  EXPECT_EQ(projects(files), projects(kFiles));
}

TEST(Dbt, APackageInASubmoduleIsTheSubmodule) {
  const auto files =
      with(kFiles, {{"dbt/finance/packages.yml", "packages: [{local: ../../sub/deep}]\n"}, {"sub", submodule("1")}});
  EXPECT_THAT(edges(files), Contains("dbt/finance -> sub (runtime)"));
  EXPECT_EQ(affected(files, with(files, {{"sub", submodule("2")}})), (Texts{"dbt/finance", "sub"}));
}

}  // namespace
}  // namespace monoci::workspace_dbt_test
