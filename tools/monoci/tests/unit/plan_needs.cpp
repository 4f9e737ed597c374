// Which needs are written: reduction, optional ones, instances, joins and parts.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "plan/job_graph.hpp"
#include "plan/near_dependencies.hpp"
#include "plan/needs.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::plan_needs_test {
namespace {

using namespace testing_plan;
using testing::HasSubstr;

std::optional<Plan> planned(const std::string& graph, const std::string& affected, const std::string& jobs,
                            const Limits& limits, Diagnostics& problems) {
  const auto workspace = workspace_of(graph);
  const auto templates = templates_of({jobs}, problems);
  EXPECT_TRUE(templates) << faults(problems);
  const auto reached = affected_of(affected, workspace);
  return make_plan(request_of(workspace, reached, *templates, limits), problems);
}

std::string plan_of(const std::string& graph, const std::string& affected, const std::string& jobs,
                    const Limits& limits = {}) {
  Diagnostics problems;
  const auto plan = planned(graph, affected, jobs, limits, problems);
  EXPECT_TRUE(plan) << faults(problems);
  return plan ? shown(*plan) : "";
}

constexpr const char* kTest = "test: {script: [x], needs: [^test]}\n";

TEST(ReducedNeeds, LeaveOutWhatOthersImply) {
  EXPECT_EQ(plan_of("app -> mid; mid -> lib; app -> lib", "lib ~mid ~app", kTest),
            "app:test @test <- mid:test\nlib:test @test <-\nmid:test @test <- lib:test\n");
}

TEST(ReducedNeeds, KeepThoseWithArtifacts) {
  EXPECT_THAT(plan_of("app -> mid; mid -> lib; app -> lib", "lib ~mid ~app",
                      "test: {script: [x], needs: [{job: ^test, artifacts: true}]}\n"),
              HasSubstr("app:test @test <- lib:test+ mid:test+\n"));
}

// Each of these lets a job run, or go green, although what it waits for failed.
class NoWayThrough : public testing::TestWithParam<const char*> {};

TEST_P(NoWayThrough, AJobThatDoesNotHandFailuresOn) {
  const auto jobs = fmt::format("test: {{script: [x], needs: [^test], {}}}\n", GetParam());
  EXPECT_THAT(plan_of("app -> mid; mid -> lib; app -> lib", "lib ~mid ~app", jobs),
              testing::ContainsRegex("app:test @test <- lib:test.? mid:test.?\n"));
}

INSTANTIATE_TEST_SUITE_P(Jobs, NoWayThrough,
                         testing::Values("allow_failure: true", "rules: [{if: $A}]", "rules: [{when: on_success}]",
                                         "when: always", "when: manual", "when: on_failure"));

TEST(OptionalNeeds, AreThoseThatRulesMayRemove) {
  EXPECT_EQ(plan_of("app -> lib", "lib app", "test: {script: [x], needs: [^test], rules: [{if: $A}]}\n"),
            "app:test @test <- lib:test?\nlib:test @test <-\nmonoci:not-empty @test\n");
  EXPECT_EQ(plan_of("app -> lib", "lib app", "test: {script: [x], needs: [^test], rules: [{when: always}]}\n"),
            "app:test @test <- lib:test\nlib:test @test <-\n");
}

TEST(CountedNeeds, CountEachInstance) {
  const auto text =
      plan_of("z -> a; z -> b", "a b ~z", "test: {script: [x], needs: [^test], parallel: 3}\n", limited_needs(5));
  EXPECT_THAT(text, HasSubstr("z:test @test <- monoci:join:1 monoci:join:2\n"));
  EXPECT_THAT(text, HasSubstr("monoci:join:1 @test <- a:test\n"));
}

TEST(CountedNeeds, AreRefusedWhereOneAloneIsTooMany) {
  Diagnostics problems;
  EXPECT_FALSE(
      planned("z -> a", "a ~z", "test: {script: [x], needs: [^test], parallel: 6}\n", limited_needs(5), problems));
  EXPECT_THAT(faults(problems), HasSubstr("job `z:test` needs `a:test`, which is 6 jobs by its `parallel`"));
}

Limits limited_jobs(std::size_t most) {
  Limits limits;
  limits.jobs = most;
  return limits;
}

TEST(Parts, AreCutByLayersInTheOrderOfNeeds) {
  EXPECT_EQ(plan_of("c -> b; b -> a; d -> a", "a b c d", kTest, limited_jobs(3)),
            "monoci:files @monoci <-\n"
            "monoci:part-1 @parts <- monoci:files\n"
            "monoci:part-2 @parts <- monoci:files monoci:part-1\n"
            "part-1:\na:test @test <-\nb:test @test <- a:test\nd:test @test <- a:test\n"
            "part-2:\nc:test @test <-\n");
}

TEST(Parts, AreNotMadeWhereOnePipelineIsEnough) {
  EXPECT_EQ(plan_of("b -> a", "a b", kTest, limited_jobs(2)), "a:test @test <-\nb:test @test <- a:test\n");
}

TEST(Parts, NeverCutArtifacts) {
  constexpr const char* kBuilds = "build: {script: [x], needs: []}\ntest: {script: [x], needs: [build, ^test]}\n";
  const auto text = plan_of("b -> a; c -> a", "a b c", kBuilds, limited_jobs(4));
  EXPECT_THAT(text, HasSubstr("part-1:\na:build @test <-\na:test @test <- a:build+\nb:build @test <-\n"));
  EXPECT_THAT(text, HasSubstr("part-2:\nc:build @test <-\nc:test @test <- c:build+\n"));
}

TEST(Parts, KeepJobsTogetherThatWaitForStages) {
  constexpr const char* kStages = "stages: [one, two]\na: {stage: one, script: [x]}\nb: {stage: two, script: [x]}\n";
  EXPECT_THAT(plan_of("x; y", "x y", kStages, limited_jobs(3)),
              HasSubstr("part-1:\nx:a @one\nx:b @two\npart-2:\ny:a @one\ny:b @two\n"));
}

TEST(Parts, LeaveJobsInTheChildThatTriggerPipelines) {
  constexpr const char* kTriggers =
      "test: {script: [x], needs: [^run], parallel: 3}\n"
      "run: {trigger: {include: x.yml}, needs: [{job: test, artifacts: false}]}\n";
  EXPECT_EQ(plan_of("b -> a", "a b", kTriggers, limited_jobs(5)),
            "monoci:files @monoci <-\n"
            "monoci:part-1 @parts <- monoci:files\n"
            "a:run @parts <- monoci:part-1\n"
            "monoci:part-2 @parts <- monoci:files a:run\n"
            "b:run @parts <- monoci:part-2\n"
            "part-1:\na:test @test <-\n"
            "part-2:\nb:test @test <-\n");
}

TEST(Parts, AreNeededOptionallyWhereRulesMayRemove) {
  constexpr const char* kTriggers =
      "test: {script: [x], needs: [^run], parallel: 3}\n"
      "run: {trigger: {include: x.yml}, needs: [{job: test, artifacts: false}], rules: [{if: $A}]}\n";
  EXPECT_THAT(plan_of("b -> a", "a b", kTriggers, limited_jobs(5)),
              HasSubstr("monoci:part-2 @parts <- monoci:files a:run?\n"));
}

TEST(Parts, CountEachInstanceOfADeployment) {
  Limits limits;
  limits.deployments = 4;
  EXPECT_THAT(plan_of("a; b", "a b", "test: {script: [x], parallel: 3, needs: [], environment: e}\n", limits),
              HasSubstr("part-1:\na:test @test <-\npart-2:\nb:test @test <-\n"));
}

TEST(Parts, ThatAreTooManyForTheChildAreRefused) {
  Diagnostics problems;
  EXPECT_FALSE(planned("a; b; c", "a b c", "test: {script: [x], parallel: 2, needs: []}\n", limited_jobs(3), problems));
  EXPECT_THAT(faults(problems), HasSubstr("6 jobs are more than one pipeline may have, even split into others"));
}

TEST(Parts, ThatCannotBeCutAreRefused) {
  Diagnostics problems;
  EXPECT_FALSE(planned("b -> a; c -> b", "a b c", "test: {script: [x], needs: [{job: ^test, artifacts: true}]}\n",
                       limited_jobs(2), problems));
  EXPECT_THAT(faults(problems), HasSubstr("`a:test` and 2 other jobs are more than one pipeline may have"));
  EXPECT_THAT(faults(problems), HasSubstr("raise `limits.jobs`, now 2"));
}

TEST(AbsentJobs, HandTheirOrderOn) {
  constexpr const char* kJobs =
      "a: {script: [x], needs: []}\n"
      "b: {script: [x], needs: [a, ^c], monoci: {when: tag}}\n"
      "c: {script: [x], needs: [b]}\n";
  EXPECT_EQ(plan_of("y -> x", "x y", kJobs), "x:a @test <-\nx:c @test <- x:a\ny:a @test <-\ny:c @test <- x:c y:a\n");
}

TEST(IdleJob, StandsBesideJobsThatComeBeforeOrAfterAll) {
  EXPECT_EQ(plan_of("x", "x", "n: {stage: .post, script: [x]}\n"), "x:n @.post\nmonoci:nothing-affected @monoci\n");
  EXPECT_EQ(plan_of("x", "x", "t: {script: [x], rules: [{exists: [a]}]}\n"), "x:t @test\nmonoci:not-empty @test\n");
  EXPECT_EQ(plan_of("x", "x", "t: {script: [x], only: [main]}\nn: {stage: .post, script: [x]}\n"),
            "x:t @test\nx:n @.post\nmonoci:not-empty @test\n");
  EXPECT_EQ(plan_of("x", "x", "t: {script: [x], rules: [[{if: $A}], {when: on_success}]}\n"), "x:t @test\n");
  EXPECT_EQ(plan_of("x", "x", "t: {script: [x], rules: [{if: $A}]}\nu: {script: [x]}\n"), "x:t @test\nx:u @test\n");
}

TEST(JoinedNeeds, OfALimitOfOneComeToAnEnd) {
  EXPECT_THAT(plan_of("z -> a; z -> b; z -> c", "a b c ~z", kTest, limited_needs(1)), HasSubstr("monoci:join:1"));
}

// An included file may have jobs of its own: those of a kind that nothing reaches must not run.
TEST(Includes, AreThoseOfTheKindsInThePipeline) {
  auto workspace = workspace_of("a; b");
  workspace.projects.at(project_id("b")).kind = "lib2";
  Diagnostics problems;
  const auto templates =
      templates_of({"include: /one.yml\ntest: {script: [x]}\n", "include: /two.yml\ntest: {script: [x]}\n"}, problems);
  ASSERT_TRUE(templates) << faults(problems);
  const auto included = [&](const char* reached) {
    const auto affected = affected_of(reached, workspace);
    return make_plan(request_of(workspace, affected, *templates), problems)->includes.size();
  };
  EXPECT_EQ(included("a"), 1u);
  EXPECT_EQ(included("a b"), 2u);
  EXPECT_EQ(included(""), 0u);
}

// The ways through them are 5 to the power of 24; what they lead to is one job.
TEST(NeedsOfAbsentJobs, AreHandedOnOnceThroughLayersOfThem) {
  std::string jobs = "first: {script: [x], needs: []}\n";
  const auto layer_of = [](int layer) {
    std::string names;
    for (int job = 0; job < 5; ++job) names += fmt::format("{}l{}j{}", job ? ", " : "", layer, job);
    return names;
  };
  for (int layer = 0; layer < 24; ++layer)
    for (int job = 0; job < 5; ++job)
      jobs += fmt::format("l{}j{}: {{script: [x], needs: [{}], monoci: {{when: tag}}}}\n", layer, job,
                          layer == 0 ? "first, ^first" : layer_of(layer - 1));
  jobs += fmt::format("last: {{script: [x], needs: [{}]}}\n", layer_of(23));
  EXPECT_EQ(plan_of("app -> lib", "lib app", jobs),
            "app:first @test <-\napp:last @test <- app:first lib:first\n"
            "lib:first @test <-\nlib:last @test <- lib:first\n");
}

NeedEdge edge(std::size_t from, std::size_t to, bool weak = false) {
  NeedEdge result;
  result.from = from;
  result.to = to;
  result.weak = weak;
  return result;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
Pairs pairs_of(const std::vector<NeedEdge>& needs) {
  Pairs pairs;
  for (const auto& need : needs) pairs.emplace_back(need.from, need.to);
  return pairs;
}

// By the definition: one need after the other, weak ones last, is cut where there is a way back.
Pairs cut_by_definition(std::vector<NeedEdge> needs, std::size_t jobs) {
  std::ranges::sort(needs, {}, [](const NeedEdge& need) { return std::tuple(need.weak, need.from, need.to); });
  std::vector<std::vector<bool>> leads(jobs, std::vector<bool>(jobs, false));
  Pairs cuts;
  for (const auto& need : needs) {
    if (need.from == need.to || leads[need.to][need.from]) {
      cuts.emplace_back(need.from, need.to);
      continue;
    }
    for (std::size_t above = 0; above < jobs; ++above)
      for (std::size_t below = 0; below < jobs; ++below)
        if ((above == need.from || leads[above][need.from]) && (below == need.to || leads[need.to][below]))
          leads[above][below] = true;
  }
  return cuts;
}

TEST(Circles, AreCutAsTheDefinitionCutsThem) {
  std::uint32_t dice = 7;
  const auto below = [&](std::size_t end) { return (dice = dice * 1664525u + 1013904223u) / 65536u % end; };
  for (int round = 0; round < 500; ++round) {
    const std::size_t jobs = 2 + below(9);
    std::set<std::pair<std::size_t, std::size_t>> drawn;
    for (std::size_t count = below(30); count > 0; --count) drawn.emplace(below(jobs), below(jobs));
    std::vector<NeedEdge> needs;
    for (const auto& [from, to] : drawn) needs.push_back(edge(from, to, below(4) == 0));
    const auto expected = cut_by_definition(needs, jobs);
    EXPECT_EQ(pairs_of(cut_circles(needs, jobs)), expected) << "round " << round;
  }
}

std::size_t steps_of_ring(std::size_t jobs, bool upwards) {
  std::vector<NeedEdge> needs;
  for (std::size_t job = 0; job < jobs; ++job)
    for (std::size_t far = 1; far <= 10; ++far)
      needs.push_back(edge(job, upwards ? (job + far) % jobs : (job + jobs - far) % jobs));
  std::size_t steps = 0;
  EXPECT_EQ(cut_circles(needs, jobs, &steps).size(), 55u);
  return steps;
}

// A search from every need took a hundred times the square of the jobs.
TEST(Circles, OfManyJobsAreFoundInFewSteps) {
  EXPECT_LE(steps_of_ring(4000, true), 5 * steps_of_ring(2000, true) / 2);  // n log n, and far from the fourfold
  EXPECT_LE(steps_of_ring(2000, false), 10u * 2000u * 2000u);
}

// More jobs than are looked at together.
TEST(ReducedNeeds, OfThousandsOfJobs) {
  constexpr std::size_t kJobs = 10'000;
  std::vector<NeedEdge> needs;
  for (std::size_t job = 1; job < kJobs; ++job) {
    needs.push_back(edge(job, job - 1));
    if (job > 1) needs.push_back(edge(job, job / 2));
  }
  const std::vector<JobTraits> jobs(kJobs, JobTraits{.strict = true});
  reduce_needs(needs, jobs);
  EXPECT_EQ(needs.size(), kJobs);  // the chain, and the double need of job 2
  EXPECT_TRUE(std::ranges::all_of(needs, [](const NeedEdge& need) { return need.from == need.to + 1; }));
}

// Where all jobs need each other, a search that goes on when it has its answer takes the fourth power of them.
TEST(Circles, OfJobsThatAllNeedEachOtherAreFoundInFewSteps) {
  constexpr std::size_t kJobs = 60;
  std::vector<NeedEdge> needs;
  for (std::size_t from = 0; from < kJobs; ++from)
    for (std::size_t to = 0; to < kJobs; ++to)
      if (from != to) needs.push_back(edge(from, to));
  std::size_t steps = 0;
  EXPECT_EQ(cut_circles(needs, kJobs, &steps).size(), kJobs * (kJobs - 1) / 2);
  EXPECT_LE(steps, kJobs * kJobs * kJobs);
}

// A chain of projects: `a` needs the job of the next one, which stands far away where none between has it.
std::size_t steps_of_walk(int projects, std::size_t every) {
  std::string graph = "p0000";
  for (int i = 1; i < projects; ++i) graph += fmt::format("; p{:04} -> p{:04}", i, i - 1);
  const auto workspace = workspace_of(graph);
  DependencyWalk walk(workspace);
  const auto wanted = walk.wanted([&](const ProjectId& id) {
    const auto number = std::stoul(id.str().substr(1));
    return number % every == 0 ? std::optional(number) : std::nullopt;
  });
  for (const auto& [id, project] : workspace.projects) {
    const auto near = walk.nearest(id, wanted);
    EXPECT_EQ(near.size(), id.str() == "p0000" ? 0U : 1U);
    for (const auto& each : near) EXPECT_EQ(each.found, (std::stoul(id.str().substr(1)) - 1) / every * every);
  }
  return walk.steps();
}

TEST(NearDependencies, AreFoundInStepsThatGrowWithTheProjectsAndTheDistance) {
  EXPECT_GE(steps_of_walk(40, 1), 40U);
  EXPECT_LE(steps_of_walk(80, 1), 2 * steps_of_walk(40, 1) + 4);
  EXPECT_LE(steps_of_walk(80, 8), 9 * steps_of_walk(80, 1) / 2 + 8);
}

}  // namespace
}  // namespace monoci::plan_needs_test
