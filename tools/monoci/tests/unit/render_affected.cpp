#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "render/columns.hpp"
#include "render/formats.hpp"
#include "render/markdown.hpp"
#include "render/renderers.hpp"
#include "render/why_text.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::render_affected_test {
namespace {

using namespace testing_plan;

constexpr const char* kBase = "4f2c1d9e00112233445566778899aabbccddeeff";
constexpr const char* kHead = "a81b33f000112233445566778899aabbccddeeff";

struct Answer {
  explicit Answer(const std::string& graph, const std::string& reached)
      : workspace(workspace_of(graph)), affected(affected_of(reached, workspace)) {}
  AffectedReport report() const { return {{kBase}, kHead, false, "merge base with origin/main", workspace, affected}; }

  Workspace workspace;
  Affected affected;
};

TEST(AffectedText, IsGroupedByKindWithTheFirstReasonOfEach) {
  Answer answer("libs/app -> libs/io; tools/x; libs/other", "libs/io ~libs/app tools/x");
  answer.workspace.projects.at(project_id("tools/x")).kind = "tool";
  add_reason(answer.affected, answer.affected.projects[project_id("libs/io")],
             Reason{ReasonKind::lock, FileChanged{*RepoPath::parse("uv.lock"), ChangeWord::changed}, {}});
  answer.affected.deleted[project_id("libs/old")];
  add_reason(answer.affected, answer.affected.left[project_id("libs/kept")], ProjectLeft{"its manifest is gone"});
  for (const auto* file : {"a", "b", "c", "d", "e", "f"}) answer.affected.unowned.push_back(*RepoPath::parse(file));
  auto report = answer.report();
  report.uncommitted = true;
  EXPECT_EQ(render_affected_text(report, {}),
            "3 of 4 projects affected, 1 deleted, 1 no project any more\n"
            "base 4f2c1d9e00: merge base with origin/main\n"
            "head a81b33f000 and what is not committed\n"
            "\n"
            "lib\n"
            "  libs/app  depends on libs/io (libs/app/pyproject.toml:7)\n"
            "  libs/io   libs/io/x.py changed (and 1 more reason)\n"
            "\n"
            "tool\n"
            "  tools/x   tools/x/x.py changed\n"
            "\n"
            "deleted\n"
            "  libs/old\n"
            "\n"
            "no project any more\n"
            "  libs/kept  it is still there, and no project any more: its manifest is gone\n"
            "\n"
            "6 changed files belong to no project: a, b, c, d, e, f\n");
}

TEST(AffectedText, TellsOnceWhatManyShare) {
  std::string graph = "libs/own";
  for (int i = 10; i < 26; ++i) graph += fmt::format("; libs/bumped-{}", i);
  Answer answer(graph, "libs/own");
  for (int i = 10; i < 26; ++i)
    add_reason(
        answer.affected, answer.affected.projects[project_id(fmt::format("libs/bumped-{}", i))],
        LockedPackageChanged{
            *RepoPath::parse("uv.lock"), "httpx", LockWord::version, "0.27.0", "0.28.1", {}, {"uv.lock", 32, 8}});
  EXPECT_THAT(
      render_affected_text(answer.report(), {}),
      testing::EndsWith(
          "\n\nlib\n"
          "  libs/own        libs/own/x.py changed\n"
          "  16 projects: httpx 0.27.0 → 0.28.1 (uv.lock:32)\n"
          "    libs/bumped-10, libs/bumped-11, libs/bumped-12, libs/bumped-13, libs/bumped-14, libs/bumped-15,\n"
          "    libs/bumped-16, libs/bumped-17, libs/bumped-18, libs/bumped-19, libs/bumped-20, libs/bumped-21,\n"
          "    libs/bumped-22, libs/bumped-23, libs/bumped-24, libs/bumped-25\n"));
  EXPECT_THAT(render_affected_markdown(answer.report(), {}),
              testing::HasSubstr("| libs/bumped-10, libs/bumped-11, libs/bumped-12"));
}

std::string told_in_the_note(int count) {
  std::string graph = "libs/own";
  for (int i = 0; i < count; ++i) graph += fmt::format("; p{:02}", i);
  Answer answer(graph, "");
  for (int i = 0; i < count; ++i)
    add_reason(answer.affected, answer.affected.projects[project_id(fmt::format("p{:02}", i))],
               EvidenceMissing{"no base"});
  const auto text = render_affected_markdown(answer.report(), {});
  return text.substr(text.find("---"));
}

TEST(AffectedMarkdown, HasARowForFewThatShareAReasonAndOneForMany) {
  EXPECT_EQ(std::ranges::count(told_in_the_note(3), '\n'), 1 + 3);
  EXPECT_EQ(std::ranges::count(told_in_the_note(4), '\n'), 1 + 1);
  EXPECT_EQ(std::ranges::count(told_in_the_note(51), '\n'), 1 + 2) << "of fifty names each";
  EXPECT_THAT(told_in_the_note(51), testing::HasSubstr("\n| p50 |"));
}

TEST(InAList, NamesWithACommaAreQuoted) {
  EXPECT_EQ(in_a_list("libs/g, h"), "\"libs/g, h\"");
  EXPECT_EQ(in_a_list("libs/g"), "libs/g");
  EXPECT_EQ(in_a_list(quoted_if_odd("a,\n")), quoted_if_odd("a,\n"));
}

TEST(UnownedLine, NamesTenFilesAndCountsTheRest) {
  Affected affected;
  EXPECT_EQ(unowned_line(affected), "");
  for (const auto* file : {"a", "b\n", "c", "d", "e", "f", "g", "h", "i", "j"})
    affected.unowned.push_back(*RepoPath::parse(file));
  EXPECT_EQ(unowned_line(affected), "10 changed files belong to no project: a, \"b\\n\", c, d, e, f, g, h, i, j");
  for (const auto* file : {"k", "l"}) affected.unowned.push_back(*RepoPath::parse(file));
  EXPECT_EQ(unowned_line(affected),
            "12 changed files belong to no project: a, \"b\\n\", c, d, e, f, g, h, i, j, and 2 more");
}

TEST(AffectedText, SaysWhenNothingIsAffected) {
  EXPECT_EQ(render_affected_text(Answer("a", "").report(), {}),
            "None of 1 project is affected\n"
            "base 4f2c1d9e00: merge base with origin/main\n"
            "head a81b33f000\n");
}

TEST(AffectedText, SaysWhenTheAnswerIsWiderThanTheChange) {
  Answer answer("a", "a");
  answer.affected.widened = {"the merge base is outside of the fetched history"};
  auto report = answer.report();
  report.bases.clear();
  report.why = "the history is shallow";
  EXPECT_EQ(render_affected_text(report, {}),
            "1 of 1 project affected\n"
            "no base: the history is shallow\n"
            "head a81b33f000\n"
            "\n"
            "lib\n"
            "  a  a/x.py changed\n"
            "wider than the change: the merge base is outside of the fetched history\n");
}

TEST(AffectedText, HasColourOnlyWhenAsked) {
  const Answer answer("a", "a");
  EXPECT_EQ(render_affected_text(answer.report(), {}).find('\x1B'), std::string::npos);
  EXPECT_NE(render_affected_text(answer.report(), {.colour = true}).find('\x1B'), std::string::npos);
}

TEST(AffectedText, NamesWithAnyBytesStayOneLine) {
  Workspace workspace;
  const std::string odd = "a\nb\x1B[2J\xFF\"";
  add_project(workspace, odd, "lib");
  Affected affected;
  add_reason(affected, affected.projects[project_id(odd)],
             FileChanged{*RepoPath::parse(odd + "/\r"), ChangeWord::added});
  const auto text = render_affected_text({{}, "", false, "", workspace, affected}, {});
  EXPECT_EQ(text,
            "1 of 1 project affected\n\nlib\n"
            "  \"a\\nb\\033[2J\\377\\\"\"  a\\nb\\033[2J\\377\"/\\r added\n");
}

TEST(AffectedPaths, AreLinesThatAScriptCanRead) {
  Workspace workspace;
  for (const auto* path : {"b", ".", "a\nb"}) add_project(workspace, path, "lib");
  Affected affected;
  for (const auto& [id, project] : workspace.projects) add_reason(affected, affected.projects[id], ProjectAdded{});
  const AffectedReport report{{}, "", false, "", workspace, affected};
  EXPECT_EQ(render_affected_paths(report, {}), ".\n\"a\\nb\"\nb\n");
  EXPECT_EQ(render_affected_paths(report, {.line_end = '\0'}), std::string(".\0a\nb\0b\0", 8));
}

TEST(AffectedNames, AreThoseOfThePackages) {
  EXPECT_EQ(render_affected_names(Answer("libs/app -> libs/io", "libs/io ~libs/app").report(), {}), "app\nio\n");
}

TEST(AffectedMarkdown, IsATableThatNamesCannotBreak) {
  Workspace workspace = workspace_of("libs/app -> libs/io");
  add_project(workspace, "x|<b>`@all`", "lib");
  auto affected = affected_of("libs/io ~libs/app", workspace);
  add_reason(affected, affected.projects[project_id("x|<b>`@all`")], ProjectAdded{});
  affected.deleted[project_id("libs/old")];
  add_reason(affected, affected.left[project_id("libs/kept")], ProjectLeft{"a | b"});
  affected.unowned = {RepoPath(), *RepoPath::parse("<b>")};
  EXPECT_EQ(render_affected_markdown({{kBase}, kHead, false, "main", workspace, affected}, {}),
            "**3 of 3 projects affected**, compared with main\n"
            "\n"
            "| project | kind | why |\n"
            "| --- | --- | --- |\n"
            "| libs/app | lib | depends on libs/io (libs/app/pyproject.toml&#58;7) |\n"
            "| libs/io | lib | libs/io/x.py changed |\n"
            "| x&#124;&#60;b&#62;&#96;&#64;all&#96; | lib | the project is new |\n"
            "| libs/old |  | deleted |\n"
            "| libs/kept |  | it is still there, and no project any more&#58; a &#124; b |\n"
            "\n"
            "2 changed files belong to no project&#58; ., &#60;b&#62;\n");
}

TEST(SelectedPart, IsOfOneKindOrOnlyWhatChangedItself) {
  Answer answer("libs/app -> libs/io; tools/x", "libs/io ~libs/app tools/x");
  answer.workspace.projects.at(project_id("tools/x")).kind = "tool";
  const auto paths = [&](const std::optional<std::string>& kind, bool direct) {
    const auto part = selected(answer.affected, answer.workspace, kind, direct);
    return render_affected_paths({{}, "", false, "", answer.workspace, part}, {});
  };
  EXPECT_EQ(paths({}, false), "libs/app\nlibs/io\ntools/x\n");
  EXPECT_EQ(paths("tool", false), "tools/x\n");
  EXPECT_EQ(paths({}, true), "libs/io\ntools/x\n");
  EXPECT_EQ(paths("lib", true), "libs/io\n");
}

std::string why_text(const Answer& answer, const char* project, const Chains& chains) {
  const auto id = project_id(project);
  return render_why_text(answer.report(), {id}, chains, {});
}

TEST(WhyText, LeadsFromTheProjectToTheChange) {
  const Answer answer("app -> mid; mid:dev -> lib", "lib ~mid ~app");
  const auto& edges = answer.workspace.edges;
  const Chains chains{{{project_id("lib"), {edges[0], edges[1]}}}, 2};
  EXPECT_EQ(why_text(answer, "app", chains),
            "app is affected\n"
            "  app depends on mid (app/pyproject.toml:7, runtime)\n"
            "  mid:dev depends on lib (mid/pyproject.toml:7, group)\n"
            "    lib/x.py changed\n"
            "  and 2 more projects that it depends on have reasons\n");
  EXPECT_EQ(why_text(answer, "lib", {}), "lib is affected\n  lib/x.py changed\n");
  EXPECT_EQ(why_text(answer, "other", {}), "other is not affected\n");
}

TEST(WhyText, TellsOfALongChainBothEnds) {
  std::string graph;
  for (int i = 1; i < 31; ++i) graph += fmt::format("{}p{:02} -> p{:02}", i == 1 ? "" : "; ", i - 1, i);
  const Answer answer(graph, "p30 ~p00");
  const Chains chains{{{project_id("p30"), answer.workspace.edges}}, 0};
  const auto text = why_text(answer, "p00", chains);
  EXPECT_THAT(text, testing::HasSubstr("  p09 depends on p10 (p09/pyproject.toml:7, runtime)\n"
                                       "  ... and 10 more steps ...\n"
                                       "  p20 depends on p21 "));
  EXPECT_THAT(text, testing::HasSubstr("    p30/x.py changed\n"));
}

TEST(ListText, HasColumns) {
  auto workspace = workspace_of("libs/app -> libs/io");
  workspace.projects.begin()->second.kind = "service";
  EXPECT_EQ(render_list_text(workspace, {}), "libs/app  service  app\nlibs/io   lib      io\n");
  EXPECT_EQ(render_list_paths(workspace, {}), "libs/app\nlibs/io\n");
  EXPECT_EQ(render_list_names(workspace, {}), "app\nio\n");
}

TEST(Renderers, AreFoundByName) {
  ASSERT_TRUE(find_renderer(affected_renderers(), "markdown"));
  EXPECT_EQ(find_renderer(affected_renderers(), "markdown")->render, &render_affected_markdown);
  EXPECT_FALSE(find_renderer(affected_renderers(), "html"));
  EXPECT_EQ(affected_renderers().front().name, "text");
  EXPECT_EQ(graph_renderers().front().name, "dot");
}

}  // namespace
}  // namespace monoci::render_affected_test
