// What `path` sources and `workspace = "DIR"` make projects, and where they lead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_sources_test {
namespace {

using testing::IsEmpty;

// A workspace whose only member requires `b`, with this source for it.
Files requiring_b(const std::string& source, const Files& others) {
  return with({{"pyproject.toml", root({"libs/*"})},
               {"libs/a/pyproject.toml", package("a", {"b"}, "[tool.uv.sources]\nb = " + source)}},
              others);
}

TEST(PathSource, MakesADirectoryAProjectManifestOrNot) {
  const auto files = requiring_b("{ path = \"../../out/b\" }", {{"out/b/setup.py", ""}});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "out/b"}));
  EXPECT_EQ(edges(files), Texts{"libs/a -> out/b (runtime)"});
}

TEST(PathSource, OfAMemberMakesAnEdgeToIt) {
  const auto files = requiring_b("{ path = \"../b\" }", {{"libs/b/pyproject.toml", package("b")}});
  EXPECT_EQ(edges(files), Texts{"libs/a -> libs/b (runtime)"});
}

TEST(PathSource, ReachesAProjectWhoseOwnSourcesCount) {
  const auto files = requiring_b(
      "{ path = \"../../out/b\" }",
      {{"out/b/pyproject.toml", package("b", {"c", "a"}, "[tool.uv.sources]\nc.path = \"../c\"\na.workspace = true")},
       {"out/c/pyproject.toml", package("c")}});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "out/b", "out/c"}));
  EXPECT_EQ(edges(files), (Texts{"libs/a -> out/b (runtime)", "out/b -> out/c (runtime)"}));  // nothing to a
}

TEST(PathSource, SelectsTheWorkspaceWhoseRootItNames) {
  const auto files =
      requiring_b("{ path = \"../../other\" }",
                  {{"other/pyproject.toml", package("b", {"c"}, "[tool.uv.workspace]\nmembers = [\"*\"]")},
                   {"other/c/pyproject.toml", package("c")}});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "other", "other/c"}));
  EXPECT_EQ(edges(files), (Texts{"libs/a -> other (runtime)", "other -> other/c (runtime)"}));
}

TEST(PathSource, SelectsTheWorkspaceThatUvFindsAboveItsTarget) {
  const Files other = {{"other/pyproject.toml", root({"*"}, "exclude = [\"x\"]")},
                       {"other/b/pyproject.toml", package("b", {"c"})},
                       {"other/c/pyproject.toml", package("c")},
                       {"other/x/pyproject.toml", package("b", {"c"})}};
  EXPECT_EQ(edges(requiring_b("{ path = \"../../other/b\" }", other)),
            (Texts{"libs/a -> other/b (runtime)", "other/b -> other/c (runtime)"}));
  EXPECT_EQ(projects(nearest(requiring_b("{ path = \"../../other/x\" }", other))),
            (Texts{"libs/a", "other/x"}));  // excluded
}

TEST(PathSource, SelectsNoWorkspaceBeyondTheFirstManifestAboveItsTarget) {
  const Files other = {{"other/pyproject.toml", root({"*/b", "c"})},
                       {"other/mid/pyproject.toml", "[tool.ruff]"},
                       {"other/mid/b/pyproject.toml", package("b", {"c"})},
                       {"other/c/pyproject.toml", package("c")}};
  const auto files = requiring_b("{ path = \"../../other/mid/b\" }", other);
  EXPECT_EQ(projects(nearest(files)), (Texts{"libs/a", "other/mid/b"}));
}

TEST(PathSource, ToAFileIsAnInputAndNoProject) {
  const auto files = requiring_b("{ path = \"../../wheels/b.whl\" }", {{"wheels/b.whl", "1"}});
  EXPECT_EQ(projects(files), Texts{"libs/a"});
  EXPECT_EQ(reasons(files, with(files, {{"wheels/b.whl", "2"}}), "libs/a"),
            Texts{"input: wheels/b.whl changed (a source, libs/a/pyproject.toml:6)"});
}

TEST(PathSource, OfItsOwnNameIsUsedByNoRequirement) {
  const Files files = {{"pyproject.toml", root({"libs/*"}, "[tool.uv.sources]\na.path = \"out\"")},
                       {"libs/a/pyproject.toml", package("a", {"a[x]"})},
                       {"out/x.py", "1"}};
  EXPECT_EQ(projects(files), Texts{"libs/a"});
  EXPECT_EQ(edges(files), Texts{"libs/a -> libs/a[x] (runtime)"});
  EXPECT_EQ(affected(files, with(files, {{"out/x.py", "2"}})), Texts{});
}

TEST(PathSource, LeadingOutOfTheRepositoryIsPassedOver) {
  EXPECT_EQ(projects(requiring_b("{ path = \"../../../b\" }", {})), Texts{"libs/a"});
  EXPECT_EQ(projects(requiring_b("{ path = \"/b\" }", {})), Texts{"libs/a"});
}

TEST(PathSource, SpelledThroughALinkMeansTheProjectAtTheRealPath) {
  const auto files =
      requiring_b("{ path = \"../../lnk/b\" }", {{"lnk", link("out")}, {"out/b/pyproject.toml", package("b")}});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "out/b"}));
  EXPECT_EQ(edges(files), Texts{"libs/a -> out/b (runtime)"});
}

TEST(PathSource, CountsTheLinksThatLeadToItsProject) {
  const auto both = "[{ path = \"../../lnk/b\", marker = \"m\" }, { path = \"../../out/b\", marker = \"n\" }]";
  const auto files = requiring_b(both, {{"lnk", link("out")}, {"out/b/pyproject.toml", package("b")}});
  EXPECT_EQ(affected(files, with(files, {{"lnk", gone()}})), Texts{"libs/a"}) << "the edge is there still";
  EXPECT_EQ(affected(with(files, {{"lnk", gone()}}), files), Texts{"libs/a"});
  EXPECT_EQ(affected(files, with(files, {{"lnk2", link("out")}})), Texts{});
}

TEST(PathSource, SpelledLikeAMemberBehindALinkMeansThatMember) {
  const auto files = with(requiring_b("{ path = \"../b\" }", {}),
                          {{"libs/b", link("../out/b")}, {"out/b/pyproject.toml", package("b")}});
  EXPECT_EQ(projects(nearest(files)), (Texts{"libs/a", "libs/b"}));
  EXPECT_EQ(edges(files), Texts{"libs/a -> libs/b (runtime)"});
}

TEST(PathSource, IntoASubmoduleMeansTheSubmodule) {
  const auto files = requiring_b("{ path = \"../../vendor/sub/py/b\" }", {{"vendor/sub", submodule("1")}});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "vendor/sub"}));
  EXPECT_EQ(edges(files), Texts{"libs/a -> vendor/sub (runtime)"});
  EXPECT_EQ(affected(files, with(files, {{"vendor/sub", submodule("2")}})), (Texts{"libs/a", "vendor/sub"}));
}

TEST(Link, IntoASubmoduleMakesItAProject) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a")},
                       {"libs/a/shared", link("../../vendor/sub/src")},
                       {"vendor/sub", submodule("1")},
                       {"vendor/unused", submodule("1")}};
  EXPECT_EQ(projects(files), (Texts{"libs/a", "vendor/sub"}));
  EXPECT_EQ(affected(files, with(files, {{"vendor/sub", submodule("2")}})), (Texts{"libs/a", "vendor/sub"}));
}

TEST(WorkspaceOfAnotherDirectory, IsSelectedAndGivesTheMemberOfThatName) {
  const auto files = requiring_b("{ workspace = \"../../other\" }", {{"other/pyproject.toml", root({"*"})},
                                                                     {"other/x/pyproject.toml", package("b")},
                                                                     {"other/y/pyproject.toml", package("y")}});
  EXPECT_EQ(projects(files), (Texts{"libs/a", "other/x", "other/y"}));
  EXPECT_EQ(edges(files), Texts{"libs/a -> other/x (runtime)"});
}

TEST(WorkspaceOfAnotherDirectory, OfASingleProjectIsThatProject) {
  EXPECT_EQ(edges(requiring_b("{ workspace = \"../../other\" }", {{"other/pyproject.toml", package("b")}})),
            Texts{"libs/a -> other (runtime)"});
  EXPECT_THAT(edges(requiring_b("{ workspace = \"../../other\" }", {{"other/pyproject.toml", package("c")}})),
              IsEmpty());
}

TEST(DirectReference, IsAPathSourceUnlessAnEntryOverridesIt) {
  const Files files = {
      {"pyproject.toml", root({"libs/*"})},
      {"libs/a/pyproject.toml", package("a", {"b @ file://${PROJECT_ROOT}/../../out/b", "c @ {root:uri}/../../out/c"})},
      {"out/b/pyproject.toml", package("b")},
      {"out/c/pyproject.toml", package("c")},
      {"else/pyproject.toml", package("b")}};
  EXPECT_EQ(edges(files), (Texts{"libs/a -> out/b (runtime)", "libs/a -> out/c (runtime)"}));
  const auto overridden = with(files, {{"pyproject.toml", root({"libs/*"}, "[tool.uv.sources]\nb.path = \"else\"")}});
  EXPECT_EQ(edges(overridden), (Texts{"libs/a -> else (runtime)", "libs/a -> out/c (runtime)"}));
}

TEST(Source, ThatNoRequirementUsesMakesNeitherEdgeNorProject) {
  const Files files = {{"pyproject.toml", root({"libs/*"}, "[tool.uv.sources]\nb.path = \"out/b\"")},
                       {"libs/a/pyproject.toml", package("a", {}, "[tool.uv.sources]\nc.path = \"../../out/c\"")},
                       {"out/b/pyproject.toml", package("b")},
                       {"out/c/pyproject.toml", package("c")}};
  EXPECT_EQ(projects(nearest(files)), Texts{"libs/a"});
  EXPECT_THAT(edges(files), IsEmpty());
}

TEST(VirtualRoot, HasRequirementsThatMakeNeitherEdgeNorProject) {
  const Files files = {
      {"monoci.yaml", "version: 1\ndiscover: nearest\n"},
      {"pyproject.toml",
       "[dependency-groups]\ntest = [\"b\", \"a\"]\n[tool.uv.sources]\nb.path = \"out/b\"\n" + root({"libs/*"})},
      {"libs/a/pyproject.toml", package("a")},
      {"out/b/pyproject.toml", package("b")}};
  EXPECT_EQ(projects(nearest(files)), Texts{"libs/a"});
  EXPECT_THAT(edges(files), IsEmpty());
}

// uv refuses it: each place counts that it names.
TEST(SourceWithTwoPlaces, IsAnEdgeToEach) {
  const Files files = {
      {"pyproject.toml", root({"libs/*"})},
      {"libs/a/pyproject.toml", package("a", {"b"}, "[tool.uv.sources]\nb = { workspace = true, path = \"../../b\" }")},
      {"libs/b/pyproject.toml", package("b")},
      {"b/pyproject.toml", package("b")}};
  EXPECT_EQ(edges(files), (Texts{"libs/a -> b (runtime)", "libs/a -> libs/b (runtime)"}));
}

}  // namespace
}  // namespace monoci::workspace_sources_test
