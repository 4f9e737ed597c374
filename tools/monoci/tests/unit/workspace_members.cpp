// uv's two glob dialects: `members` is a walk, `exclude` a match of the whole path.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::workspace_members_test {
namespace {

using testing::IsEmpty;

// Without what stands alone.
Texts members(const Files& files) { return projects(nearest(files)); }

struct Row {
  const char* name;
  Texts members;
  const char* rest;  // of the workspace table
  Texts directories, expected;
};

class Members : public testing::TestWithParam<Row> {};

TEST_P(Members, AreTheDirectoriesThatUvWouldFind) {
  const auto& row = GetParam();
  Files files = {{"pyproject.toml", root(row.members, row.rest)}};
  for (const auto& directory : row.directories) files[directory + "/pyproject.toml"] = package(at(directory).name());
  EXPECT_EQ(members(files), row.expected);
}
INSTANTIATE_TEST_SUITE_P(
    Globs, Members,
    testing::Values(
        Row{"StarStaysInAComponent", {"libs/*"}, "", {"libs/a", "libs/b/c"}, {"libs/a"}},
        Row{"StarMatchesHiddenNames", {"libs/*"}, "", {"libs/.a"}, {"libs/.a"}},
        Row{"QuestionMarkAndClass", {"libs/?", "x[0-9]"}, "", {"libs/a", "libs/ab", "x1", "xy"}, {"libs/a", "x1"}},
        Row{"DoubleStarIsEverythingBelow", {"libs/**"}, "", {"libs", "libs/a", "libs/b/c/d"}, {"libs/a", "libs/b/c/d"}},
        Row{"DoubleStarInTheMiddle", {"libs/**/py"}, "", {"libs/py", "libs/a/b/py", "py"}, {"libs/a/b/py", "libs/py"}},
        Row{"BracesMeanNothing", {"libs/{a,b}"}, "", {"libs/a", "libs/{a,b}"}, {"libs/{a,b}"}},
        Row{"NegationMeansNothing", {"libs/*", "!libs/b"}, "", {"libs/a", "libs/b"}, {"libs/a", "libs/b"}},
        Row{"WrittenSloppily", {"./libs/x/../*//"}, "", {"libs/a"}, {"libs/a"}},
        Row{"Literal", {"libs/a"}, "", {"libs/a", "libs/b"}, {"libs/a"}},
        Row{"VirtualRootIsNone", {".", "a"}, "", {"a"}, {"a"}}, Row{"CaseMatters", {"Libs/*"}, "", {"libs/a"}, {}},
        Row{"ExcludeWins", {"libs/*"}, "exclude = [\"libs/b\"]", {"libs/a", "libs/b"}, {"libs/a"}},
        Row{"ExcludeStarCrossesSlashes", {"p/*", "p/*/*"}, "exclude = [\"p/a*\"]", {"p/a", "p/a/b", "p/c"}, {"p/c"}},
        Row{"ExcludeLiteralIsThatDirectoryOnly", {"p/**"}, "exclude = [\"p/a\"]", {"p/a", "p/a/b"}, {"p/a/b"}},
        Row{"ExcludeWrittenSloppily", {"p/*"}, "exclude = [\"./p/a/\"]", {"p/a", "p/b"}, {"p/b"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Members, MayLieOutsideTheRootsDirectory) {
  EXPECT_EQ(members({{"python/pyproject.toml", root({"../external-*"})},
                     {"external-a/pyproject.toml", package("a")},
                     {"internal/pyproject.toml", package("b")}}),
            Texts{"external-a"});
}

TEST(Members, ThatLeaveTheRepositoryAreNone) {
  EXPECT_THAT(members({{"pyproject.toml", root({"../*", "/etc/*"})}, {"a/pyproject.toml", package("a")}}), IsEmpty());
}

TEST(Members, AreReachedThroughLinksAndKeepTheirSpelling) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a", link("../real/a")},
                       {"real/a/pyproject.toml", package("a")},
                       {"real/a/x.py", "1"}};
  EXPECT_EQ(members(files), Texts{"libs/a"});
  EXPECT_EQ(projects(files), Texts{"libs/a"});
  EXPECT_EQ(affected(files, with(files, {{"real/a/x.py", "2"}})), Texts{"libs/a"});
  EXPECT_EQ(affected(files, with(files, {{"real/b/x.py", "2"}})), Texts{});
  EXPECT_EQ(affected(files, with(files, {{"libs/a", link("../real/b")}, {"real/b/pyproject.toml", package("a")}})),
            (Texts{"libs/a", "real/a"}));
}

// However their place is spelled, by a source, a project's own words or the configuration.
TEST(Members, BehindALinkAreMeantByTheirRealPlace) {
  const Files files = {{"pyproject.toml", root({"libs/*"})},
                       {"libs/a", link("../real/a")},
                       {"real/a/pyproject.toml", package("a")},
                       {"real/a/sub/pyproject.toml", package("sub")},
                       {"job/pyproject.toml", package("job", {"a"}, "[tool.uv.sources]\na = { path = \"../real/a\" }")},
                       {"note/monoci.project.yaml", "depends_on: [real/a]\n"},
                       {"monoci.yaml", "version: 1\nprojects: { include: [\"real/*\"] }\n"}};
  EXPECT_EQ(projects(files), (Texts{"job", "libs/a", "note", "real/a/sub"}));
  EXPECT_EQ(edges(files), (Texts{"job -> libs/a (runtime)", "note -> libs/a (declared)"}));
  EXPECT_EQ(problems(files), Texts{});
  EXPECT_EQ(affected(files, with(files, {{"real/a/x.py", "2"}})), (Texts{"job", "libs/a", "note"}));
  EXPECT_EQ(affected(files, with(files, {{"real/a/sub/x.py", "2"}})), (Texts{"job", "libs/a", "note", "real/a/sub"}));
}

// Where the manifest at the real place is a member by itself, uv sees two of one name, and so does everybody.
TEST(Members, BehindALinkAndAtTheirRealPlaceAreTwo) {
  EXPECT_EQ(projects({{"pyproject.toml", root({"libs/*", "real/*"})},
                      {"libs/a", link("../real/a")},
                      {"real/a/pyproject.toml", package("a")}}),
            (Texts{"libs/a", "real/a"}));
}

TEST(Members, BehindALinkToADirectoryAboveAreFoundOnce) {
  EXPECT_EQ(members({{"pyproject.toml", root({"libs/**"})},
                     {"libs/pyproject.toml", package("libs")},
                     {"libs/a/pyproject.toml", package("a")},
                     {"libs/a/up", link("..")},
                     {"libs/b/pyproject.toml", package("b")},
                     {"libs/loop", link("loop")}}),
            (Texts{"libs/a", "libs/b"}));
}

TEST(Members, OfNamesThatAreNotUtf8AreNotSeenByWildcards) {
  EXPECT_THAT(members({{"pyproject.toml", root({"libs/*"})}, {"libs/\xff/pyproject.toml", package("a")}}), IsEmpty());
}

TEST(Members, BelowAMemberAreMembers) {
  EXPECT_EQ(members({{"pyproject.toml", root({"libs/*", "libs/a/plugins/*"})},
                     {"libs/a/pyproject.toml", package("a")},
                     {"libs/a/plugins/b/pyproject.toml", package("b")}}),
            (Texts{"libs/a", "libs/a/plugins/b"}));
}

TEST(Members, ThatAreUnmanagedAreNone) {
  EXPECT_THAT(members({{"pyproject.toml", root({"libs/*"})},
                       {"libs/a/pyproject.toml", package("a", {}, "[tool.uv]\nmanaged = false")}}),
              IsEmpty());
}

TEST(Members, OfTwoWorkspacesHaveTheEdgesOfBoth) {
  EXPECT_EQ(edges({{"one/pyproject.toml", root({"../shared", "x"}, "[tool.uv.sources]\ndep = { workspace = true }")},
                   {"one/x/pyproject.toml", package("dep")},
                   {"two/pyproject.toml", root({"../shared"}, "[tool.uv.sources]\ndep = { path = \"../y\" }")},
                   {"y/pyproject.toml", package("dep")},
                   {"shared/pyproject.toml", package("shared", {"dep"})}}),
            (Texts{"shared -> one/x (runtime)", "shared -> y (runtime)"}));
}

TEST(Members, WithOddNamesAreProjectsLikeOthers) {
  EXPECT_EQ(members({{"pyproject.toml", root({"libs/*"})},
                     {"libs/a b/pyproject.toml", package("a")},
                     {"libs/\"q\"/pyproject.toml", package("b")},
                     {"libs/\xc3\xa9/pyproject.toml", package("c")},
                     {"libs/new\nline/pyproject.toml", package("d")}}),
            (Texts{"libs/\"q\"", "libs/a b", "libs/new\nline", "libs/\xc3\xa9"}));
}

}  // namespace
}  // namespace monoci::workspace_members_test
