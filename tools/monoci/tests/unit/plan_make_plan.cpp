#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/make_plan.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::plan_make_plan_test {
namespace {

using namespace testing_plan;

constexpr const char* kTemplate = R"(
lint:
  stage: lint
  needs: []
  monoci: {inputs: own}
  script: [lint]
test:
  stage: test
  needs: [lint, ^test]
  script: [test]
)";

Plan plan_of(const std::string& graph, const std::string& affected, const std::vector<std::string>& templates,
             const Limits& limits = {}) {
  Diagnostics problems;
  const auto workspace = workspace_of(graph);
  const auto jobs = templates_of(templates, problems);
  EXPECT_TRUE(jobs) << faults(problems);
  const auto reached = affected_of(affected, workspace);
  const auto plan = make_plan(request_of(workspace, reached, *jobs, limits), problems);
  EXPECT_TRUE(plan) << faults(problems);
  return plan.value_or(Plan{});
}

// What is not deployed now must be deployed by another pipeline, so this one is not complete.
TEST(MakePlanCompleteness, IsNotThereWhereADeploymentIsWithheld) {
  const auto workspace = workspace_of("a");
  const auto affected = affected_of("a", workspace);
  const auto of = [&](const char* deploy, Occasion occasion) {
    Diagnostics problems;
    const auto templates = templates_of(
        {std::string("test: {script: [x]}\nship: {stage: deploy, script: [x], ") + deploy + "}\n"}, problems);
    auto request = request_of(workspace, affected, *templates);
    request.occasion = occasion;
    const auto plan = *make_plan(request, problems);
    return fmt::format("{}{}", plan.complete ? "complete, " : "", plan.child.jobs.size());
  };
  Occasion push{Event::default_branch, "", true, false, false};
  EXPECT_EQ(of("monoci: {when: default-branch}", push), "complete, 2");
  EXPECT_EQ(of("environment: e", push), "complete, 2");
  push.widened = true;
  EXPECT_EQ(of("monoci: {when: default-branch}", push), "1");
  EXPECT_EQ(of("monoci: {when: merge-request}", push), "complete, 1");
  // Nobody said when it deploys: its rules would hold in a scheduled pipeline, too.
  EXPECT_EQ(of("environment: e", push), "1");
  EXPECT_EQ(of("environment: {name: e, action: stop}", push), "complete, 2");
  EXPECT_EQ(of("environment: e, monoci: {when: always}", push), "complete, 2");
  const Occasion scheduled{Event::schedule, "", true, false, false}, by_hand{Event::by_hand, "", false, false, false};
  EXPECT_EQ(of("monoci: {when: default-branch}", scheduled), "1");
  EXPECT_EQ(of("environment: e", scheduled), "1");
  EXPECT_EQ(of("environment: e", by_hand), "complete, 2");
  EXPECT_EQ(of("environment: e", Occasion{Event::merge_request, "", false, true, false}), "complete, 2");
}

struct PlanCase {
  const char *name, *graph, *affected, *expected;
};

class MakePlan : public testing::TestWithParam<PlanCase> {};

TEST_P(MakePlan, JobsAndNeeds) {
  EXPECT_EQ(shown(plan_of(GetParam().graph, GetParam().affected, {kTemplate})), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, MakePlan,
    testing::Values(PlanCase{"NothingAffectedIsOneIdleJob", "a -> b", "", "monoci:nothing-affected @monoci\n"},
                    PlanCase{"UnaffectedProjectsHaveNoJobs", "a; b", "a", "a:lint @lint <-\na:test @test <- a:lint+\n"},
                    PlanCase{"OwnInputsLeaveDependentsAlone", "app -> lib", "lib ~app",
                             "app:test @test <- lib:test\n"
                             "lib:lint @lint <-\n"
                             "lib:test @test <- lib:lint+\n"},
                    PlanCase{"NeedOfUnaffectedDependencyIsDropped", "app -> lib", "app",
                             "app:lint @lint <-\napp:test @test <- app:lint+\n"},
                    PlanCase{"WalkGoesThroughWhatIsNotInThePipeline", "app -> mid; mid -> lib", "lib app",
                             "app:lint @lint <-\n"
                             "app:test @test <- app:lint+ lib:test\n"
                             "lib:lint @lint <-\n"
                             "lib:test @test <- lib:lint+\n"},
                    PlanCase{"WalkStopsAtTheNearest", "app -> mid; mid -> lib", "lib ~mid ~app",
                             "app:test @test <- mid:test\n"
                             "lib:lint @lint <-\n"
                             "lib:test @test <- lib:lint+\n"
                             "mid:test @test <- lib:test\n"},
                    PlanCase{"WalkDoesNotEnterGroupsOfOthers", "app -> mid; mid:dev -> lib", "lib app",
                             "app:lint @lint <-\n"
                             "app:test @test <- app:lint+\n"
                             "lib:lint @lint <-\n"
                             "lib:test @test <- lib:lint+\n"},
                    PlanCase{"WalkEntersTheExtraThatIsAskedFor", "app -> mid[x]; mid[x] -> lib; mid[y] -> other",
                             "lib other app",
                             "app:lint @lint <-\n"
                             "app:test @test <- app:lint+ lib:test\n"
                             "lib:lint @lint <-\n"
                             "lib:test @test <- lib:lint+\n"
                             "other:lint @lint <-\n"
                             "other:test @test <- other:lint+\n"},
                    PlanCase{"AnExtraIncludesItsPackage", "app -> mid[x]; mid -> lib", "lib app",
                             "app:lint @lint <-\n"
                             "app:test @test <- app:lint+ lib:test\n"
                             "lib:lint @lint <-\n"
                             "lib:test @test <- lib:lint+\n"},
                    PlanCase{"OwnGroupsAndExtrasCount", "app:dev -> lib; app[x] -> more", "lib more app",
                             "app:lint @lint <-\n"
                             "app:test @test <- app:lint+ lib:test more:test\n"
                             "lib:lint @lint <-\n"
                             "lib:test @test <- lib:lint+\n"
                             "more:lint @lint <-\n"
                             "more:test @test <- more:lint+\n"},
                    PlanCase{"AProjectThatAsksForItsOwnExtra", "app:dev -> app[x]; app[x] -> lib", "lib ~app",
                             "app:test @test <- lib:test\nlib:lint @lint <-\nlib:test @test <- lib:lint+\n"},
                    PlanCase{"GroupEdgeOfACircleGivesWay", "a:dev -> b; b -> a", "a ~b",
                             "a:lint @lint <-\n"
                             "a:test @test <- a:lint+\n"
                             "b:test @test <- a:test\n"
                             "cut a:test <- b:test (a/pyproject.toml:7)\n"},
                    PlanCase{"EvenWhenItsPathComesLater", "b:dev -> a; a -> b", "a ~b",
                             "a:lint @lint <-\n"
                             "a:test @test <- a:lint+ b:test\n"
                             "b:test @test <-\n"
                             "cut b:test <- a:test (b/pyproject.toml:7)\n"},
                    PlanCase{"ExtraEdgeOfACircleGivesWay", "a[x] -> b; b -> a", "a ~b",
                             "a:lint @lint <-\n"
                             "a:test @test <- a:lint+\n"
                             "b:test @test <- a:test\n"
                             "cut a:test <- b:test (a/pyproject.toml:7)\n"},
                    PlanCase{"LaterPathOfACircleGivesWay", "a -> b; b -> c; c -> a", "a ~b ~c",
                             "a:lint @lint <-\n"
                             "a:test @test <- a:lint+ b:test\n"
                             "b:test @test <- c:test\n"
                             "c:test @test <-\n"
                             "cut c:test <- a:test (c/pyproject.toml:7)\n"},
                    PlanCase{"OnlyWhatClosesACircleIsCut", "a -> b; b -> a; b:dev -> c; c:dev -> d", "a b c d",
                             "a:lint @lint <-\n"
                             "a:test @test <- a:lint+ b:test\n"
                             "b:lint @lint <-\n"
                             "b:test @test <- b:lint+ c:test\n"
                             "c:lint @lint <-\n"
                             "c:test @test <- c:lint+ d:test\n"
                             "d:lint @lint <-\n"
                             "d:test @test <- d:lint+\n"
                             "cut b:test <- a:test (b/pyproject.toml:7)\n"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(MakePlanNeeds, AreLeftOpenWhereTheTemplateLeavesThemOpen) {
  EXPECT_EQ(shown(plan_of("a", "a", {"test: {script: [x]}\n"})), "a:test @test\n");
}

TEST(MakePlanNeeds, BringArtifactsWhereAsked) {
  constexpr const char* kBuilds =
      "build: {stage: build, script: [x], needs: [{job: ^build, artifacts: true}]}\n"
      "test: {script: [x], needs: [{job: build, artifacts: false, optional: true}]}\n";
  EXPECT_EQ(shown(plan_of("app -> lib", "app lib", {kBuilds})),
            "app:build @build <- lib:build+\n"
            "app:test @test <- app:build?\n"
            "lib:build @build <-\n"
            "lib:test @test <- lib:build?\n");
}

TEST(MakePlanNeeds, CirclesAcrossDifferentJobsAreCutToo) {
  constexpr const char* kCrossed =
      "build: {script: [x], needs: [^test]}\ntest: {script: [x], needs: [build, ^build]}\n";
  EXPECT_EQ(shown(plan_of("a -> b; b -> a", "a b", {kCrossed})),
            "a:build @test <- b:test\n"
            "a:test @test <- a:build+\n"
            "b:build @test <-\n"
            "b:test @test <- b:build+\n"
            "cut b:build <- a:test (b/pyproject.toml:7)\n"
            "cut b:test <- a:build (b/pyproject.toml:7)\n");
}

TEST(MakePlanNeeds, CirclesThatOnlyCloseWithinAProjectAreCutToo) {
  constexpr const char* kChained = "build: {script: [x], needs: [^test]}\ntest: {script: [x], needs: [build]}\n";
  EXPECT_EQ(shown(plan_of("a -> b; b -> a", "a b", {kChained})),
            "a:build @test <- b:test\n"
            "a:test @test <- a:build+\n"
            "b:build @test <-\n"
            "b:test @test <- b:build+\n"
            "cut b:build <- a:test (b/pyproject.toml:7)\n");
}

TEST(MakePlanNeeds, MoreThanAPipelineAllowsGoThroughJoins) {
  constexpr const char* kTest = "test: {script: [x], needs: [^test]}\n";
  EXPECT_EQ(shown(plan_of("z -> a; z -> b; z -> c; z -> d; z -> e", "a b c d e ~z", {kTest}, limited_needs(2))),
            "a:test @test <-\n"
            "b:test @test <-\n"
            "c:test @test <-\n"
            "d:test @test <-\n"
            "e:test @test <-\n"
            "z:test @test <- monoci:join:3 e:test\n"
            "monoci:join:1 @test <- a:test b:test\n"
            "monoci:join:2 @test <- c:test d:test\n"
            "monoci:join:3 @test <- monoci:join:1 monoci:join:2\n");
}

TEST(MakePlanNeeds, JoinsAreSharedAndFiftyNeedNone) {
  std::string graph, affected = "~y ~z";
  for (int i = 10; i < 61; ++i) {
    graph += fmt::format("y -> p{}; z -> p{};", i, i);
    affected += fmt::format(" p{}", i);
  }
  constexpr const char* kTest = "test: {script: [x], needs: [^test]}\n";
  const auto plan = plan_of(graph + "end", affected, {kTest});
  EXPECT_EQ(plan.child.jobs.size(), 51u + 2 + 1);
  EXPECT_EQ(plan.child.jobs.back().needs->size(), 50u);
  const auto at_limit =
      plan_of(graph.substr(0, graph.find("y -> p60")) + "end", affected.substr(0, affected.rfind(' ')), {kTest});
  EXPECT_EQ(at_limit.child.jobs.size(), 50u + 2);
}

TEST(MakePlanNeeds, TooManyWithArtifactsIsAnError) {
  Diagnostics problems;
  const auto workspace = workspace_of("z -> a; z -> b; z -> c");
  const auto jobs = templates_of({"test: {script: [x], needs: [{job: ^test, artifacts: true}]}\n"}, problems);
  const auto affected = affected_of("a b c ~z", workspace);
  EXPECT_FALSE(make_plan(request_of(workspace, affected, *jobs, limited_needs(2)), problems));
  EXPECT_EQ(faults(problems),
            "error: job `z:test` needs the artifacts of 3 jobs\n"
            "  hint: a job may have 2 needs (`limits.needs`), and needs with artifacts cannot be joined; ask for fewer "
            "artifacts\n");
}

TEST(MakePlanVariables, SayWhatAScriptMayKnow) {
  const auto plan = plan_of("libs/app -> libs/io", "libs/io ~libs/app", {kTemplate});
  ASSERT_EQ(plan.child.jobs.size(), 3u);
  EXPECT_EQ(*plan.child.jobs[0].variables,
            (std::vector<Variable>{{"MONOCI_PROJECT", "libs/app"},
                                   {"MONOCI_PACKAGE", "app"},
                                   {"MONOCI_KIND", "lib"},
                                   {"MONOCI_SLUG", "libs-app"},
                                   {"MONOCI_BASE", "b"},
                                   {"MONOCI_HEAD", "h"},
                                   {"MONOCI_REASON", "depends on libs/io (libs/app/pyproject.toml:7)"}}));
}

TEST(MakePlanNames, ThatNoPipelineCanCarryAreRefusedWithThePath) {
  Diagnostics problems;
  const auto jobs = templates_of({kTemplate}, problems);
  for (const auto* path : {"libs/a\nb", "libs/\xFF", "libs/\x1B[0m", "libs/\xC2\x85"}) {
    Diagnostics own;
    Workspace workspace;
    add_project(workspace, path, "lib");
    Affected affected;
    EXPECT_TRUE(make_plan(request_of(workspace, affected, *jobs), own));  // only where it would be named
    add_reason(affected, affected.projects[project_id(path)], ProjectAdded{});
    EXPECT_FALSE(make_plan(request_of(workspace, affected, *jobs), own));
    EXPECT_THAT(faults(own), testing::HasSubstr("cannot be named in a pipeline"));
  }
}

TEST(MakePlanOrder, OfProjectsAndTemplatesNeverMatters) {
  const auto one = plan_of("a -> b; c -> b; b -> d", "a b c d", {kTemplate});
  const auto other = plan_of("b -> d; c -> b; a -> b", "d c b a", {kTemplate});
  EXPECT_EQ(shown(one), shown(other));
}

// A green job must not claim that all is well where nothing was built.
TEST(IdleJobOfAPlan, SaysWhyItStandsThere) {
  const auto says = [](const std::string& reached, const std::vector<std::string>& unowned, const char* jobs) {
    Diagnostics problems;
    const auto workspace = workspace_of("a");
    auto affected = affected_of(reached, workspace);
    for (const auto& file : unowned) affected.unowned.push_back(*RepoPath::parse(file));
    const auto templates = templates_of({jobs}, problems);
    const auto plan = make_plan(request_of(workspace, affected, *templates), problems);
    EXPECT_TRUE(plan) << faults(problems);
    return plan ? plan->child.jobs.back().says : "";
  };
  constexpr const char* kJob = "test: {script: [x]}\n";
  EXPECT_EQ(says("", {}, kJob), "no job is needed for this change");
  EXPECT_EQ(says("", {"x"}, kJob), "no project is affected, but 1 changed file belongs to no project");
  EXPECT_EQ(says("", {"x", "y"}, kJob), "no project is affected, but 2 changed files belong to no project");
  EXPECT_EQ(says("a", {"x"}, "test: {script: [x], monoci: {when: tag}}\n"),
            "no affected project has a job in this pipeline");
  EXPECT_EQ(says("a", {}, "test: {stage: .post, script: [x]}\n"),
            "all jobs of this pipeline come before or after the others");
  EXPECT_EQ(says("a", {"x"}, kJob), "");
}

// GitLab counts it like any other job.
TEST(IdleJobOfAPlan, CountsAmongTheJobsThatOnePipelineMayHave) {
  Limits limits;
  limits.jobs = 4;
  const char* jobs = "test: {script: [x], rules: [{if: $A}]}\n";
  EXPECT_EQ(plan_of("a; b; c", "a b c", {jobs}, limits).parts.size(), 0);
  const auto plan = plan_of("a; b; c; d", "a b c d", {jobs}, limits);
  EXPECT_EQ(plan.parts.size(), 2);
  EXPECT_TRUE(plan.split_why.contains("so that no pipeline is empty")) << plan.split_why;
}

TEST(IdleJobOfAPlan, IsNamedWhereItIsOneTooMany) {
  Diagnostics problems;
  const auto workspace = workspace_of("a");
  const auto reached = affected_of("a", workspace);
  const auto templates = templates_of({"t: {script: [x], rules: [{if: $A}]}\n"}, problems);
  Limits limits;
  limits.jobs = 1;
  EXPECT_FALSE(make_plan(request_of(workspace, reached, *templates, limits), problems));
  EXPECT_EQ(
      faults(problems),
      "error: 1 job and those that monoci adds (`limits.needs`, no pipeline empty) are more than one pipeline may "
      "have, even split into others\n  hint: raise `limits.jobs`, now 1, or let fewer jobs run at once\n");
}

}  // namespace
}  // namespace monoci::plan_make_plan_test
