// The seam between a plan and the CI that runs it: the same workspace, the same plan, another dialect.
#include <gtest/gtest.h>

#include "support/conveyor.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::plan_other_ci_test {
namespace {

using namespace testing_plan;
using monoci_testing::conveyor_text;
using monoci_testing::kConveyor;

constexpr const char* kSteps =
    "lint:\n"
    "  run: [ruff check]\n"
    "  monoci: {inputs: own}\n"
    "test:\n"
    "  run: [uv sync, pytest]\n"
    "  after: [lint, ^test]\n"
    "deploy:\n"
    "  run: [ship]\n"
    "  after: [test]\n"
    "  monoci: {when: default-branch}\n";

struct Run {
  Workspace workspace;
  Affected affected;
  std::optional<Templates> templates;
  Diagnostics problems;
};

Run run_of(const std::string& graph, const std::string& reached, const std::string& steps) {
  Run run;
  run.workspace = workspace_of(graph);
  run.affected = affected_of(reached, run.workspace);
  auto& kind = run.workspace.config.kinds.emplace_back();
  kind.name = "lib";
  kind.jobs = {{"conveyor.yml", {}}};
  const auto read = [&](const SpottedText&) -> Result<std::string> { return steps; };
  run.templates = read_templates(run.workspace.config, read, kConveyor, run.problems);
  return run;
}

std::string text_of(Run run, Event event = Event::merge_request, std::size_t most_needs = 50) {
  if (!run.templates) return faults(run.problems);
  Occasion occasion;
  occasion.event = event;
  const auto limits = limited_needs(most_needs);
  const PlanRequest request{run.workspace, run.affected, *run.templates, kConveyor, "b", "h", occasion, true, {}, {},
                            limits};
  const auto plan = make_plan(request, run.problems);
  return plan ? conveyor_text(plan->child) : faults(run.problems);
}

TEST(OtherCi, RunsTheSamePlanInItsOwnWords) {
  EXPECT_EQ(text_of(run_of("app -> lib; web -> app", "lib ~app ~web", kSteps)),
            "step app:test after lib:test: uv sync: pytest\n"
            "step lib:lint: ruff check\n"
            "step lib:test after lib:lint: uv sync: pytest\n"
            "step web:test after app:test: uv sync: pytest\n");
}

TEST(OtherCi, GetsDeploymentsWhenItIsTimeForThem) {
  const auto run = run_of("lib", "lib", kSteps);
  EXPECT_EQ(text_of(run).find("deploy"), std::string::npos);
  EXPECT_NE(text_of(run, Event::default_branch).find("step lib:deploy after lib:test: ship"), std::string::npos);
}

TEST(OtherCi, HasWhatAProjectChanges) {
  auto run = run_of("lib", "lib", kSteps);
  Diagnostics problems;
  const auto words = read_yaml({"monoci.project.yaml", "run: [tox]\n"}, problems);
  run.workspace.projects.begin()->second.job_changes = {{.job = "test", .settings = *words, .spot = {}}};
  EXPECT_EQ(text_of(run), "step lib:lint: ruff check\nstep lib:test: tox\n");
}

TEST(OtherCi, NamesItsOwnJobsAndItsOwnFaults) {
  EXPECT_EQ(text_of(run_of("#odd; lib", "#odd", "a: {run: [x]}\n")), "step /#odd:a: x\n");
  EXPECT_EQ(text_of(run_of("lib", "", kSteps)), "step monoci:nothing-affected\n");
  EXPECT_NE(text_of(run_of("lib", "lib", "a: {script: [x]}\n")).find("conveyor.yml:1:1: error: a step needs `run`"),
            std::string::npos);
}

// Limits hold for any CI: what one step may not wait for is joined.
TEST(OtherCi, JoinsNeedsBeyondItsLimit) {
  EXPECT_EQ(text_of(run_of("app -> a; app -> b; app -> c", "a b c ~app", "test: {run: [x], after: [^test]}\n"),
                    Event::merge_request, 2),
            "step a:test: x\n"
            "step app:test after monoci:join:1, c:test: x\n"
            "step b:test: x\n"
            "step c:test: x\n"
            "step monoci:join:1 after a:test, b:test\n");
}

}  // namespace
}  // namespace monoci::plan_other_ci_test
