// Stand-alone projects inside other projects: whose files are theirs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_guests_test {
namespace {

using testing::IsEmpty;

// Directories of everybody whose file it is, the owner first.
Texts owners(const Files& files, std::string_view path) {
  const auto reading = read(files);
  Texts found;
  for (const auto* project : reading.workspace.owners(at(path))) found.push_back(project->id.str());
  return found;
}

std::string by_path(std::string_view name, std::string_view path) {
  return "[tool.uv.sources]\n" + std::string(name) + " = { path = \"" + std::string(path) + "\" }\n";
}

const Files kMember = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a")},
                       {"libs/a/tests/x/pyproject.toml", package("x")},
                       {"libs/a/tests/x/code.py", ""},
                       {"libs/b/pyproject.toml", package("b")}};
const std::string kCode = "libs/a/tests/x/code.py";

TEST(Guest, InAMemberIsAProjectAndItsFilesAreTheMembersToo) {
  EXPECT_EQ(projects(kMember), (Texts{"libs/a", "libs/a/tests/x", "libs/b"}));
  EXPECT_EQ(owners(kMember, kCode), (Texts{"libs/a/tests/x", "libs/a"}));
  EXPECT_EQ(affected(kMember, with(kMember, {{kCode, "2"}})), (Texts{"libs/a", "libs/a/tests/x"}));
  EXPECT_EQ(affected(kMember, with(kMember, {{"libs/a/code.py", "2"}})), Texts{"libs/a"});
}

TEST(Guest, InARootThatIsAProjectAndInOneThatStandsAlone) {
  const auto in_root =
      with(kMember, {{"pyproject.toml", package("r", {}, "[tool.uv.workspace]\nmembers = [\"libs/*\"]")},
                     {"apps/c/pyproject.toml", package("c")}});
  EXPECT_EQ(owners(in_root, "apps/c/x.py"), (Texts{"apps/c", "."}));
  EXPECT_EQ(owners(in_root, "libs/b/x.py"), Texts{"libs/b"});
  EXPECT_EQ(owners(in_root, kCode), (Texts{"libs/a/tests/x", "libs/a"}));
  const Files alone = {{"c/pyproject.toml", package("c")}, {"c/demo/pyproject.toml", package("demo")}};
  EXPECT_EQ(owners(alone, "c/demo/x.py"), (Texts{"c/demo", "c"}));
}

TEST(Guest, OnSeveralLevelsHidesNothingFromAnyOfThem) {
  const auto deep = with(kMember, {{"libs/a/tests/x/y/pyproject.toml", package("y")}});
  EXPECT_EQ(owners(deep, "libs/a/tests/x/y/z.py"), (Texts{"libs/a/tests/x/y", "libs/a/tests/x", "libs/a"}));
}

TEST(Guest, IsNoneWhereAProjectOrTheConfigurationNamesIt) {
  const auto alone = Texts{"libs/a/tests/x"};
  const auto own = with(kMember, {{"libs/a/pyproject.toml", package("a", {"x"}, by_path("x", "tests/x"))}});
  EXPECT_EQ(owners(own, kCode), alone);
  const auto other = with(kMember, {{"libs/b/pyproject.toml", package("b", {"x"}, by_path("x", "../a/tests/x"))}});
  EXPECT_EQ(owners(other, kCode), alone);
  const auto declared =
      with(kMember, {{"libs/b/pyproject.toml", package("b", {}, "[tool.monoci]\ndepends_on = [\"libs/a/tests/x\"]")}});
  EXPECT_EQ(owners(declared, kCode), alone);
  const auto included = with(kMember, {{"monoci.yaml", "version: 1\nprojects: { include: [\"libs/a/tests/*\"] }\n"}});
  EXPECT_EQ(owners(included, kCode), alone);
  EXPECT_EQ(owners(with(kMember, {{"libs/a/tests/x/monoci.project.yaml", "kind: lib\n"}}), kCode), alone);
  const auto unused = with(kMember, {{"libs/b/pyproject.toml", package("b", {}, by_path("x", "../a/tests/x"))}});
  EXPECT_EQ(owners(unused, kCode), (Texts{"libs/a/tests/x", "libs/a"}));
}

TEST(Guest, ThatAnotherGuestNamesStaysOne) {
  const auto two = with(kMember, {{"libs/a/tests/y/pyproject.toml", package("y", {"x"}, by_path("x", "../x"))}});
  EXPECT_EQ(affected(two, with(two, {{kCode, "2"}})), (Texts{"libs/a", "libs/a/tests/x", "libs/a/tests/y"}));
  const auto outside =
      with(two, {{"apps/c/pyproject.toml", package("c", {"y"}, by_path("y", "../../libs/a/tests/y"))}});
  EXPECT_EQ(owners(outside, kCode), Texts{"libs/a/tests/x"}) << "named by one that is named";
}

TEST(Guest, MayBeAWholeWorkspace) {
  const auto example = with(kMember, {{"libs/a/demo/pyproject.toml", root({"*"})},
                                      {"libs/a/demo/one/pyproject.toml", package("one", {"two"})},
                                      {"libs/a/demo/two/pyproject.toml", package("two")}});
  EXPECT_EQ(owners(example, "libs/a/demo/one/x.py"), (Texts{"libs/a/demo/one", "libs/a"}));
  EXPECT_EQ(owners(example, "libs/a/demo/two/x.py"), (Texts{"libs/a/demo/two", "libs/a"}));
  const auto with_package =
      with(example, {{"libs/a/demo/pyproject.toml", package("d", {}, "[tool.uv.workspace]\nmembers = [\"*\"]")}});
  EXPECT_EQ(owners(with_package, "libs/a/demo/one/x.py"), (Texts{"libs/a/demo/one", "libs/a"})) << "not the root's";
  const auto named = with(example, {{"libs/b/pyproject.toml", package("b", {"one"}, by_path("one", "../a/demo/one"))}});
  EXPECT_EQ(owners(named, "libs/a/demo/two/x.py"), Texts{"libs/a/demo/two"}) << "who names a member, names it";
}

TEST(Guest, OfAWorkspaceThatIsNoneTakesNothingEither) {
  const Files example = {{"lib/pyproject.toml", package("lib")},
                         {"lib/demo/pyproject.toml", package("demo", {}, "[tool.uv.workspace]\nmembers = []")}};
  EXPECT_EQ(owners(example, "lib/demo/x.py"), (Texts{"lib/demo", "lib"}));
}

TEST(Guest, LeavesItsLockToTheProjectAround) {
  EXPECT_EQ(owners(kMember, "libs/a/tests/x/uv.lock"), Texts{"libs/a"});
  const auto locked = with(kMember, {{"libs/a/tests/x/uv.lock", "version = 1\n"}});
  EXPECT_EQ(affected(kMember, locked), (Texts{"libs/a", "libs/a/tests/x"}));
  EXPECT_THAT(owners(kMember, "uv.lock"), IsEmpty());
}

TEST(Guest, WithALinkPassesOnWhatItLeadsTo) {
  const auto linked =
      with(kMember, {{"shared/s.json", ""}, {"libs/a/tests/x/s.json", link("../../../../shared/s.json")}});
  EXPECT_EQ(affected(linked, with(linked, {{"shared/s.json", "2"}})), (Texts{"libs/a", "libs/a/tests/x"}));
}

TEST(Guest, ThatAppearsTakesNothingAndOneThatIsNamedDoes) {
  auto before = kMember;
  before.erase("libs/a/tests/x/pyproject.toml");
  const auto excluded = with(kMember, {{"monoci.yaml", "version: 1\nprojects: { exclude: [\"**/tests\"] }\n"}});
  EXPECT_EQ(affected(excluded, with(kMember, {{"monoci.yaml", "version: 1\n"}})), Texts{"libs/a/tests/x"});
  const auto named = with(kMember, {{"libs/b/pyproject.toml", package("b", {"x"}, by_path("x", "../a/tests/x"))}});
  const Texts both = {"libs/a", "libs/b"};
  EXPECT_EQ(affected(kMember, named), both);
  EXPECT_EQ(affected(named, kMember), both);
  EXPECT_EQ(reasons(kMember, named, "libs/a"), Texts{"ownership: libs/a/tests/x is a project of its own now"});
}

TEST(Guest, IsNoneWithDiscoverNearestAndWithRoots) {
  const auto nearest = with(kMember, {{"monoci.yaml", "version: 1\ndiscover: nearest\n"}});
  EXPECT_EQ(projects(nearest), (Texts{"libs/a", "libs/b"}));
  EXPECT_EQ(owners(nearest, kCode), Texts{"libs/a"});
  const Files alone = {{"monoci.yaml", "version: 1\ndiscover: nearest\n"},
                       {"c/pyproject.toml", package("c")},
                       {"c/demo/pyproject.toml", package("demo")}};
  EXPECT_EQ(owners(alone, "c/demo/x.py"), Texts{"c/demo"});
}

TEST(StandAlone, BesideAWorkspaceIsAProjectThatFollowsTheMembersItUses) {
  const Files files = {{"pyproject.toml", root({"packages/*"})},
                       {"packages/lib/pyproject.toml", package("lib")},
                       {"dg_projects/c/pyproject.toml", package("c", {"lib"}, by_path("lib", "../../packages/lib"))}};
  EXPECT_EQ(affected(files, with(files, {{"packages/lib/x.py", ""}})), (Texts{"dg_projects/c", "packages/lib"}));
  EXPECT_EQ(affected(files, with(files, {{"dg_projects/c/x.py", ""}})), Texts{"dg_projects/c"});
}

TEST(StandAlone, IsWhatNoWorkspaceAndNoConfigurationNames) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a")},
                       {"vendor/x/pyproject.toml", package("x")}};
  const auto stands_alone = [](const Files& tree, const char* directory) {
    return read(tree).workspace.find({at(directory)})->stand_alone;
  };
  EXPECT_TRUE(stands_alone(files, "vendor/x"));
  EXPECT_FALSE(stands_alone(files, "libs/a"));
  const auto named = with(files, {{"monoci.yaml", "version: 1\nprojects: {include: [vendor/x]}\n"}});
  EXPECT_FALSE(stands_alone(named, "vendor/x"));
}

TEST(StandAlone, OfAMembersNameIsNotWhoIsMeant) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a")},
                       {"libs/b/pyproject.toml", package("b", {}, "[tool.monoci]\ndepends_on = [\"a\"]")},
                       {"examples/a/pyproject.toml", package("a")},
                       {"libs/b/tests/a/pyproject.toml", package("a")}};
  EXPECT_EQ(edges(files), Texts{"libs/b -> libs/a (declared)"});
  const auto two = with(files, {{"other/pyproject.toml", root({"*"})}, {"other/a/pyproject.toml", package("a")}});
  EXPECT_EQ(problems(two), Texts{"libs/b/pyproject.toml:6:15: error: `a` names 2 projects"});
}

}  // namespace
}  // namespace monoci::workspace_guests_test
