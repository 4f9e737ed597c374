// Links and `../` strings: content from elsewhere, no edge.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"

namespace monoci::affected_links_test {
namespace {

const Files kFiles = {{"pyproject.toml", root({"libs/*"})},
                      {"libs/a/pyproject.toml", package("a")},
                      {"libs/b/pyproject.toml", package("b", {"c"})},
                      {"libs/b/src/x.py", "1"},
                      {"libs/c/pyproject.toml", package("c")},
                      {"shared/x.py", "1"},
                      {"other/x.py", "1"}};

struct Row {
  const char* name;
  Files links;
  Files change;
  Texts expected;
};

class LinkOfA : public testing::TestWithParam<Row> {};

TEST_P(LinkOfA, MakesContentAnInput) {
  const auto base = with(kFiles, GetParam().links);
  EXPECT_EQ(affected(base, with(base, GetParam().change)), GetParam().expected);
}

const Texts kA = {"libs/a"};
const Files kSharedChanges = {{"shared/x.py", "2"}};
INSTANTIATE_TEST_SUITE_P(
    Cases, LinkOfA,
    testing::Values(
        Row{"File", {{"libs/a/l", link("../../shared/x.py")}}, kSharedChanges, kA},
        Row{"OtherFile", {{"libs/a/l", link("../../shared/y.py")}}, kSharedChanges, {}},
        Row{"Directory", {{"libs/a/deep/l", link("../../../shared")}}, kSharedChanges, kA},
        Row{"Retargeted", {{"libs/a/l", link("../../shared")}}, {{"libs/a/l", link("../../other")}}, kA},
        Row{"OldTargetAfterRetargeting",
            {{"libs/a/l", link("../../shared")}},
            {{"libs/a/l", link("../../other")}, {"shared/x.py", "2"}},
            kA},
        Row{"Chain", {{"libs/a/l", link("../../m")}, {"m", link("shared")}}, kSharedChanges, kA},
        Row{"LinkOnTheWayRetargeted",
            {{"libs/a/l", link("../../m")}, {"m", link("shared")}},
            {{"m", link("other")}},
            kA},
        Row{"ThroughALinkedDirectory", {{"libs/a/l", link("../../m/x.py")}, {"m", link("shared")}}, kSharedChanges, kA},
        Row{"BelowTheTarget", {{"libs/a/l", link("../../other")}, {"other/l", link("../shared")}}, kSharedChanges, kA},
        Row{"DanglingAppears", {{"libs/a/l", link("../../n/y")}}, {{"n/y", ""}}, kA},
        Row{"DanglingBelowAFile",
            {{"libs/a/l", link("../../other/x.py/y")}},
            {{"other/x.py", gone()}, {"other/x.py/y", ""}},
            kA},
        Row{"FileInTheWayOfADanglingOne", {{"libs/a/l", link("../../shared/x.py/y")}}, kSharedChanges, {}},
        Row{"TargetVanishes", {{"libs/a/l", link("../../shared")}}, {{"shared/x.py", gone()}}, kA},
        Row{"DirectoryBecomesAFile",
            {{"libs/a/l", link("../../shared/x.py")}},
            {{"shared/x.py", gone()}, {"shared", "f"}},
            kA},
        Row{"ToTheProjectAround", {{"libs/a/l", link("..")}}, {{"libs/b/src/x.py", "2"}}, {"libs/b"}},
        Row{"ToTheRepository", {{"libs/a/l", link("../..")}}, kSharedChanges, {}},
        Row{"Absolute", {{"libs/a/l", link("/shared")}}, kSharedChanges, {}},
        Row{"Escaping", {{"libs/a/l", link("../../../shared")}}, kSharedChanges, {}},
        Row{"Loop", {{"libs/a/l", link("m")}, {"libs/a/m", link("l")}}, kSharedChanges, {}},
        Row{"AnotherProjectsCode", {{"libs/a/l", link("../b/src")}}, {{"libs/b/src/x.py", "2"}}, {"libs/a", "libs/b"}},
        Row{"NotItsDependencies", {{"libs/a/l", link("../b/src")}}, {{"libs/c/x.py", ""}}, {"libs/b", "libs/c"}},
        Row{"NotItsOtherFiles", {{"libs/a/l", link("../b/src")}}, {{"libs/b/y.py", ""}}, {"libs/b"}},
        Row{"OfNobody", {{"l", link("shared")}}, kSharedChanges, {}},
        Row{"BecomesAFile", {{"libs/a/l", link("../../shared")}}, {{"libs/a/l", "text"}}, kA}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LinkOfA, ThatIsIgnoredBringsNothing) {
  const auto base = with(
      kFiles, {{"monoci.yaml", "version: 1\ninputs: { ignore: [\"**/l\"] }\n"}, {"libs/a/l", link("../../shared")}});
  EXPECT_EQ(affected(base, with(base, kSharedChanges)), Texts{});
}

TEST(LinkOfA, ToAnIgnoredFileOfItsOwnBringsNothing) {
  const auto base = with(kFiles, {{"monoci.yaml", "version: 1\ninputs: { ignore: [\"**/*.md\"] }\n"},
                                  {"libs/a/l", link("x.md")},
                                  {"libs/a/x.md", "1"}});
  EXPECT_EQ(affected(base, with(base, {{"libs/a/x.md", "2"}})), Texts{});
  EXPECT_EQ(affected(base, with(base, {{"libs/a/x.md", gone()}})), Texts{});
}

TEST(LinkOfA, BringsTargetsThatAreIgnoredElsewhere) {
  const auto base = with(kFiles, {{"monoci.yaml", "version: 1\ninputs: { ignore: [\"shared/**\"] }\n"},
                                  {"libs/a/l", link("../../shared")}});
  EXPECT_EQ(affected(base, with(base, kSharedChanges)), kA);
}

struct ParentRow {
  const char *name, *written;
  Files others, change;
  Texts expected;
};

class ParentPathOfA : public testing::TestWithParam<ParentRow> {};

TEST_P(ParentPathOfA, NamesInputs) {
  const auto base = with(
      with(kFiles,
           {{"libs/a/pyproject.toml", package("a", {}, fmt::format("[tool.hatch]\nx = \"{}\"", GetParam().written))}}),
      GetParam().others);
  EXPECT_EQ(affected(base, with(base, GetParam().change)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ParentPathOfA,
    testing::Values(ParentRow{"File", "../../shared/x.py", {}, kSharedChanges, kA},
                    ParentRow{"Directory", "../../shared", {}, {{"shared/deep/y", ""}}, kA},
                    ParentRow{"ThatDoesNotExistYet", "../../n", {}, {{"n", ""}}, kA},
                    ParentRow{"InTheMiddle", "src/../../../shared", {}, kSharedChanges, kA},
                    ParentRow{"ThatContainsTheProject", "../..", {}, kSharedChanges, {}},
                    ParentRow{"BackIntoTheProject", "../a/x", {{"libs/a/x", "1"}}, {{"libs/a/x", "2"}}, kA},
                    ParentRow{"OutOfTheRepository", "../../../shared", {}, kSharedChanges, {}},
                    ParentRow{"Link", "../../l", {{"l", link("shared")}}, kSharedChanges, kA},
                    ParentRow{"LinkItself", "../../l", {{"l", link("shared")}}, {{"l", link("other")}}, kA},
                    ParentRow{
                        "BehindALinkInADirectory", "../../other", {{"other/l", link("../shared")}}, kSharedChanges, kA},
                    ParentRow{"BehindALinkToTheProjectsAround",
                              "../../other",
                              {{"other/l", link("../libs")}, {"other/m", link("../shared")}},
                              {{"libs/z", ""}},
                              {}},
                    ParentRow{"BesideALinkToTheProjectsAround",
                              "../../other",
                              {{"other/l", link("../libs")}, {"other/m", link("../shared")}},
                              kSharedChanges,
                              kA},
                    ParentRow{"Pattern", "../../sh*/*.py", {}, kSharedChanges, kA},
                    ParentRow{"PatternOfADirectory", "../../sh*", {}, {{"shared/deep/y", ""}}, kA},
                    ParentRow{"PatternStaysInAComponent", "../../*.py", {}, kSharedChanges, {}},
                    ParentRow{"PatternThatContainsTheProject", "../../*", {}, {{"libs/z", ""}}, {}},
                    ParentRow{"PatternThatContainsTheProjectAndOthers", "../../*", {}, kSharedChanges, kA},
                    ParentRow{"PatternOfALink", "../../l*", {{"lnk", link("shared")}}, kSharedChanges, kA}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::affected_links_test
