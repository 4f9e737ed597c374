// What a merge request is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/plan_report.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::render_plan_markdown_test {
namespace {

using namespace testing_plan;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kJobs =
    "lint: {script: [x], needs: [], monoci: {inputs: own}}\n"
    "test: {script: [x], needs: [^test]}\n"
    "deploy: {script: [x], needs: [], monoci: {when: default-branch}}\n";

std::string note(const std::string& graph, const std::string& reached, std::size_t longest = 100'000) {
  Diagnostics problems;
  const auto workspace = workspace_of(graph);
  const auto affected = affected_of(reached, workspace);
  const auto templates = templates_of({kJobs}, problems);
  const auto plan = make_plan(request_of(workspace, affected, *templates), problems);
  EXPECT_TRUE(plan) << faults(problems);
  const AffectedReport answer{{}, "", false, "the target branch", workspace, affected};
  return render_plan_markdown({answer, *plan, {}}, longest);
}

TEST(PlanMarkdown, SaysWhatRunsAndWhy) {
  EXPECT_THAT(note("app -> lib; other", "lib ~app"),
              AllOf(HasSubstr("**2 of 3 projects affected**"), HasSubstr("| lib | lib | lib/x.py changed |"),
                    HasSubstr("3 jobs: 1 lint, 2 test\n")));
}

TEST(PlanMarkdown, DrawsTheAffectedPart) {
  EXPECT_THAT(note("app -> lib; other", "lib ~app"),
              AllOf(HasSubstr("```mermaid\nflowchart LR\n"), HasSubstr("n0[\"app\"]"), Not(HasSubstr("\"other\""))));
  EXPECT_THAT(note("lib", "lib"), Not(HasSubstr("mermaid")));  // one box is no picture
}

TEST(PlanMarkdown, SaysWhatDoesNotRun) {
  EXPECT_THAT(note("app -> lib", "lib ~app"),
              AllOf(HasSubstr("3 jobs are not run as written"),
                    HasSubstr("| app | lint | nothing that it depends on differs |"),
                    HasSubstr("| lib | deploy | only in pipelines of pushes to the default branch |")));
}

TEST(PlanMarkdown, TellsOfCircles) {
  EXPECT_THAT(note("a -> b; b -> a", "a b"), HasSubstr("1 dependency is circular, and left out as needs."));
}

TEST(PlanMarkdown, IsShortened) {
  std::string graph, reached;
  for (int i = 100; i < 200; ++i) {
    graph += fmt::format("p{};", i);
    reached += fmt::format(" p{}", i);
  }
  graph.pop_back();
  const auto text = note(graph, reached, 6000);
  EXPECT_LE(text.size(), 6000u);
  EXPECT_THAT(text,
              AllOf(HasSubstr("(shortened: the report has the rest)"), HasSubstr("200 jobs: 100 lint, 100 test")));
}

}  // namespace
}  // namespace monoci::render_plan_markdown_test
