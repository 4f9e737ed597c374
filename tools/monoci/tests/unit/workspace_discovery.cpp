// Which projects there are: which workspaces are selected, and what stands alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_discovery_test {
namespace {

using testing::IsEmpty;

const std::string kRoot = root({"libs/*"});

TEST(NearestWorkspaces, TheRepositoryRootIfItIsOne) {
  const Files files = {{"pyproject.toml", kRoot},
                       {"libs/a/pyproject.toml", package("a")},
                       {"other/pyproject.toml", root({"*"})},
                       {"other/b/pyproject.toml", package("b")}};
  EXPECT_EQ(projects(nearest(files)), Texts{"libs/a"});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "other/b"}));
}

TEST(NearestWorkspaces, ElseEveryRootAtTheSmallestDepth) {
  const Files files = {{"pyproject.toml", package("no-workspace")},
                       {"one/pyproject.toml", kRoot},
                       {"one/libs/a/pyproject.toml", package("a")},
                       {"two/pyproject.toml", package("two", {}, "[tool.uv.workspace]")},
                       {"deep/er/pyproject.toml", package("er", {}, "[tool.uv.workspace]")}};
  EXPECT_EQ(projects(nearest(files)), (Texts{"one/libs/a", "two"}));
  EXPECT_EQ(projects(files), (Texts{".", "deep/er", "one/libs/a", "two"}));
}

TEST(SelectedWorkspaces, AreAllWithEveryProjectThatStandsAlone) {
  const Files files = {{"pyproject.toml", kRoot},
                       {"libs/a/pyproject.toml", package("a")},
                       {"deep/er/pyproject.toml", package("er", {}, "[tool.uv.workspace]")},
                       {"alone/pyproject.toml", package("alone")},
                       {"tools-only/pyproject.toml", "[tool.ruff]"}};
  EXPECT_EQ(projects(files), (Texts{"alone", "deep/er", "libs/a"}));
  EXPECT_EQ(projects(with(files, {{"monoci.yaml", "version: 1\ndiscover: all\n"}})), projects(files));
}

TEST(SelectedWorkspaces, RootsNamesThem) {
  const Files files = {{"pyproject.toml", kRoot},
                       {"libs/a/pyproject.toml", package("a")},
                       {"python/pyproject.toml", root({"*"})},
                       {"python/b/pyproject.toml", package("b")}};
  EXPECT_EQ(projects(with(files, {{"monoci.yaml", "version: 1\nroots: [python]\n"}})), Texts{"python/b"});
  EXPECT_EQ(problems(with(files, {{"monoci.yaml", "version: 1\nroots: [pyhton]\n"}})),
            Texts{"monoci.yaml:2:9: error: `pyhton` holds no workspace and no project"});
}

TEST(SelectedWorkspaces, WithoutAnyEveryProjectStandsAlone) {
  EXPECT_EQ(projects({{"a/pyproject.toml", package("a", {"c"})},
                      {"b/c/pyproject.toml", package("c")},
                      {"d/pyproject.toml", "[tool.ruff]"}}),
            (Texts{"a", "b/c"}));
  EXPECT_THAT(edges({{"a/pyproject.toml", package("a", {"c"})}, {"c/pyproject.toml", package("c")}}), IsEmpty());
}

TEST(SelectedWorkspaces, AreDecidedForEachTreeByItself) {
  const Files base = {{"a/pyproject.toml", package("a")}, {"b/pyproject.toml", package("b")}};
  const auto head = with(base, {{"pyproject.toml", root({"a"})}});
  EXPECT_EQ(affected(base, head), (Texts{"a", "b"}));  // a context file above them is new
  EXPECT_THAT(deleted(base, head), IsEmpty());
  EXPECT_EQ(affected(nearest(base), nearest(head)), Texts{"a"});
  EXPECT_THAT(deleted(nearest(base), nearest(head)), IsEmpty());
  EXPECT_THAT(left(nearest(base), nearest(head)), testing::ElementsAre(testing::StartsWith("b: it is still there")));
  EXPECT_EQ(affected(nearest(head), nearest(base)), (Texts{"a", "b"}));
}

TEST(SelectedWorkspaces, AnUnmanagedRootIsNone) {
  EXPECT_EQ(projects({{"pyproject.toml", root({"*"}, "[tool.uv]\nmanaged = false")},
                      {"a/pyproject.toml", package("a")},
                      {"py/pyproject.toml", root({"*"})},
                      {"py/b/pyproject.toml", package("b")}}),
            (Texts{"a", "py/b"}));
}

TEST(RootPackage, IsAMemberWhateverIsExcludedAndOwnsWhatNobodyElseDoes) {
  const auto reading =
      read(nearest({{"pyproject.toml", package("r", {}, "[tool.uv.workspace]\nmembers = [\"a\"]\nexclude = [\"*\"]")},
                    {"a/pyproject.toml", package("a")},
                    {"b/pyproject.toml", package("b", {}, "[tool.uv.workspace]")}}));
  EXPECT_EQ(reading.workspace.projects.size(), 1U);
  EXPECT_EQ(reading.workspace.owner(at("b/x.py"))->id.str(), ".");
  EXPECT_EQ(reading.workspace.owner(at("a/x.py"))->id.str(), ".");
}

TEST(VirtualRoot, OwnsNothing) {
  const auto reading = read({{"pyproject.toml", kRoot}, {"libs/a/pyproject.toml", package("a")}});
  EXPECT_EQ(reading.workspace.owner(at("libs/x.py")), nullptr);
  EXPECT_EQ(reading.workspace.owner(at("libs/a/x.py"))->id.str(), "libs/a");
}

TEST(Owner, IsTheLongestDirectoryByComponent) {
  const auto reading = read({{"pyproject.toml", root({"libs/*", "libs/io/nested"})},
                             {"libs/io/pyproject.toml", package("io")},
                             {"libs/io2/pyproject.toml", package("io2")},
                             {"libs/io/nested/pyproject.toml", package("nested")}});
  const auto owner = [&](std::string_view path) { return reading.workspace.owner(at(path))->id.str(); };
  EXPECT_EQ(owner("libs/io/x.py"), "libs/io");
  EXPECT_EQ(owner("libs/io2/x.py"), "libs/io2");
  EXPECT_EQ(owner("libs/io/nested/x.py"), "libs/io/nested");
}

TEST(Owner, OfTheLockOfAWorkspaceRootIsNobody) {
  const auto reading = read({{"pyproject.toml", package("r", {}, "[tool.uv.workspace]\nmembers = [\"a\"]")},
                             {"a/pyproject.toml", package("a")}});
  EXPECT_EQ(reading.workspace.owner(at("uv.lock")), nullptr);
  EXPECT_EQ(reading.workspace.owner(at("a/uv.lock"))->id.str(), "a");
}

TEST(Owner, OfTheLockOfAProjectThatStandsAloneIsNobodyAsItIsAWorkspaceOfItsOwn) {
  const auto reading = read({{"pyproject.toml", kRoot},
                             {"libs/a/pyproject.toml", package("a", {"b"}, "[tool.uv.sources]\nb.path = \"../../b\"")},
                             {"b/pyproject.toml", package("b")}});
  EXPECT_EQ(reading.workspace.owner(at("b/uv.lock")), nullptr);
}

TEST(ExcludedDirectory, BelongsToTheProjectAroundItWhateverManifestLiesInIt) {
  const Files files = {{"pyproject.toml", root({"libs/*", "libs/a/*"}, "exclude = [\"libs/a/fixture\"]")},
                       {"libs/a/pyproject.toml", package("a")},
                       {"libs/a/fixture/pyproject.toml", package("fixture")}};
  EXPECT_EQ(read(nearest(files)).workspace.owner(at("libs/a/fixture/x"))->id.str(), "libs/a");
  const auto reading = read(files);
  const auto owners = reading.workspace.owners(at("libs/a/fixture/x"));
  ASSERT_EQ(owners.size(), 2U);
  EXPECT_EQ(owners[0]->id.str(), "libs/a/fixture");
  EXPECT_EQ(owners[1]->id.str(), "libs/a");
}

TEST(ConfiguredProject, IsADirectoryWithAProjectFileOrNamedByInclude) {
  EXPECT_EQ(projects({{"monoci.yaml", "version: 1\nprojects: { include: [\"tools/*\"] }\n"},
                      {"pyproject.toml", kRoot},
                      {"libs/a/pyproject.toml", package("a")},
                      {"cpp/monoci.project.yaml", "kind: lib\n"},
                      {"tools/x/main.go", ""},
                      {"tools/file", ""},
                      {"other/pyproject.toml", package("other")}}),
            (Texts{"cpp", "libs/a", "other", "tools/x"}));
}

TEST(ConfiguredProject, ExcludeWinsOverEverything) {
  EXPECT_EQ(
      projects({{"monoci.yaml",
                 "version: 1\nprojects: { include: [\"cpp/*\"], exclude: [\"**/fixtures\", \"libs/b\", \"out\"] }\n"},
                {"pyproject.toml", kRoot},
                {"libs/a/pyproject.toml", package("a", {"o"}, "[tool.uv.sources]\no.path = \"../../out\"")},
                {"libs/b/pyproject.toml", package("b")},
                {"cpp/fixtures/x", ""},
                {"fixtures/deep/monoci.project.yaml", "kind: lib\n"},
                {"out/pyproject.toml", package("o")}}),
      Texts{"libs/a"});
}

TEST(ConfiguredProject, WithARootManifestBringsItsWorkspace) {
  EXPECT_EQ(projects({{"monoci.yaml", "version: 1\ndiscover: nearest\nprojects: { include: [py] }\n"},
                      {"pyproject.toml", kRoot},
                      {"py/pyproject.toml", root({"*"})},
                      {"py/b/pyproject.toml", package("b")}}),
            Texts{"py/b"});
}

TEST(Fixtures, ThatHoldWholeWorkspacesOrBrokenTomlDoNoHarm) {
  const Files files = {{"pyproject.toml", kRoot},
                       {"libs/a/pyproject.toml", package("a")},
                       {"libs/a/tests/ws/pyproject.toml", root({"*"})},
                       {"libs/a/tests/ws/a/pyproject.toml", package("a")},
                       {"libs/a/tests/broken/pyproject.toml", "["}};
  EXPECT_EQ(projects(nearest(files)), Texts{"libs/a"});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "libs/a/tests/ws/a"}));
  EXPECT_THAT(problems(nearest(files)), IsEmpty());
  EXPECT_THAT(problems(files), IsEmpty());
  EXPECT_EQ(affected(files, with(files, {{"libs/a/tests/broken/pyproject.toml", "[["}})), Texts{"libs/a"});
}

TEST(BrokenManifest, OutsideEveryProjectIsToldForItMayBeOne) {
  const Texts fault = {"b/pyproject.toml:1:2: warning: this is not TOML: expected a key; no project is seen here"};
  const Files alone = {{"a/pyproject.toml", package("a")}, {"b/pyproject.toml", "["}};
  EXPECT_EQ(problems(alone), fault);
  EXPECT_EQ(problems(with(alone, {{"monoci.yaml", "version: 1\ndiscover: all\n"}})), fault);
  const auto beside_a_root = with(alone, {{"a/pyproject.toml", root({"x"})}, {"a/x/pyproject.toml", package("x")}});
  EXPECT_EQ(problems(beside_a_root), fault);
  EXPECT_THAT(problems(with(alone, {{"monoci.yaml", "version: 1\nprojects: { exclude: [b] }\n"}})), IsEmpty());
  const Files below_a_root = {
      {"pyproject.toml", root({"a"})}, {"a/pyproject.toml", package("a")}, {"t/b/pyproject.toml", "["}};
  EXPECT_THAT(problems(nearest(below_a_root)), IsEmpty());
  EXPECT_EQ(problems(below_a_root),
            Texts{"t/b/pyproject.toml:1:2: warning: this is not TOML: expected a key; no project is seen here"});
  const auto needed =
      with(alone, {{"a/pyproject.toml", package("a", {"b"}, "[tool.uv.sources]\nb = { path = \"../b\" }\n")}});
  EXPECT_EQ(problems(needed), Texts{"b/pyproject.toml:1:2: error: this is not TOML: expected a key"});
}

TEST(Submodule, AsAMemberIsOneOpaqueProjectHoweverDeepThePatternGoes) {
  EXPECT_EQ(projects({{"pyproject.toml", root({"libs/*", "vendor/sub/pkgs/*"})},
                      {"libs/s", submodule("1")},
                      {"vendor/sub", submodule("1")}}),
            (Texts{"libs/s", "vendor/sub"}));
}

}  // namespace
}  // namespace monoci::workspace_discovery_test
