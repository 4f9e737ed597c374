// What stands under `monoci:` in a job, its needs, and the other jobs that it names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/yaml_text.hpp"
#include "plan/templates.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::plan_template_words_test {
namespace {

using namespace testing_plan;
using testing::ElementsAre;

struct Read {
  std::optional<Templates> templates;
  std::string faults;

  const TemplateJob& job(std::string_view name) const { return *templates->find("lib")->find(name); }
};

Read read(const std::string& text) {
  Diagnostics problems;
  auto templates = templates_of({text}, problems);
  return {std::move(templates), faults(problems)};
}

TEST(JobWords, NothingSaidMeansAllInputsAlwaysOnChange) {
  const auto result = read("test: {script: [x]}\n");
  ASSERT_TRUE(result.templates) << result.faults;
  EXPECT_EQ(result.job("test").inputs, JobInputs::all);
  EXPECT_THAT(result.job("test").when, ElementsAre(JobTime::always));
  EXPECT_FALSE(result.job("test").on_delete);
}

TEST(JobWords, InputsAreAWordOrPatterns) {
  const auto result = read(
      "a: {script: [x], monoci: {inputs: own}}\nb: {script: [x], monoci: {inputs: all}}\n"
      "c: {script: [x], monoci: {inputs: ['docs/**', 'libs/*/x.md']}}\n");
  ASSERT_TRUE(result.templates) << result.faults;
  EXPECT_EQ(result.job("a").inputs, JobInputs::own);
  EXPECT_EQ(result.job("b").inputs, JobInputs::all);
  EXPECT_EQ(result.job("c").inputs, JobInputs::listed);
  ASSERT_EQ(result.job("c").input_globs.size(), 2u);
  EXPECT_EQ(result.job("c").input_globs[1].glob.str(), "libs/*/x.md");
}

TEST(JobWords, WhenIsAWordOrAList) {
  const auto result = read(
      "a: {script: [x], monoci: {when: merge-request}}\n"
      "b: {script: [x], monoci: {when: [tag, default-branch]}}\n");
  ASSERT_TRUE(result.templates) << result.faults;
  EXPECT_THAT(result.job("a").when, ElementsAre(JobTime::merge_request));
  EXPECT_THAT(result.job("b").when, ElementsAre(JobTime::tag, JobTime::default_branch));
}

TEST(JobWords, AJobMayBeForDeletedProjects) {
  const auto result = read(
      "a: {script: [x], monoci: {on: delete}}\nb: {script: [x], monoci: {on: change}}\n"
      "c: {script: [x], needs: [], monoci: {on: delete, when: default-branch}}\n");
  ASSERT_TRUE(result.templates) << result.faults;
  EXPECT_TRUE(result.job("a").on_delete);
  EXPECT_FALSE(result.job("b").on_delete);
  EXPECT_TRUE(result.job("c").on_delete);
}

TEST(JobNeeds, SayMoreInAMap) {
  const auto result = read(
      "a: {script: [x], parallel: {matrix: [{X: [y, z]}]}}\n"
      "b: {script: [x], needs: [{job: a, artifacts: false, optional: true, parallel: {matrix: [{X: y}]}}]}\n");
  ASSERT_TRUE(result.templates) << result.faults;
  const auto& need = result.job("b").needs->at(0);
  EXPECT_FALSE(need.artifacts);
  EXPECT_TRUE(need.optional);
  ASSERT_TRUE(need.parallel);
  EXPECT_EQ(yaml_text(*need.parallel), "\"matrix\": [{\"X\": \"y\"}]\n");
}

TEST(JobNeeds, InstancesOfOneJobAreDifferentNeeds) {
  const auto result = read(
      "a: {script: [x], parallel: {matrix: [{X: [y, z]}]}}\n"
      "b: {script: [x], needs: [{job: a, parallel: {matrix: [{X: y}]}}, {job: a, parallel: {matrix: [{X: z}]}}]}\n");
  ASSERT_TRUE(result.templates) << result.faults;
  EXPECT_EQ(result.job("b").needs->size(), 2u);
}

TEST(JobNeeds, OfOtherPipelinesAndProjectsStayAsWritten) {
  const auto result = read(
      "a: {script: [x], needs: [{pipeline: $MONOCI_PARENT_PIPELINE_ID, job: build, artifacts: true},\n"
      "                         {project: group/other, job: build, ref: main}]}\n");
  ASSERT_TRUE(result.templates) << result.faults;
  const auto& needs = *result.job("a").needs;
  ASSERT_EQ(needs.size(), 2u);
  EXPECT_EQ(needs[0].job, "");
  EXPECT_EQ(yaml_text(*needs[0].elsewhere),
            "\"pipeline\": \"$MONOCI_PARENT_PIPELINE_ID\"\n\"job\": \"build\"\n\"artifacts\": true\n");
  EXPECT_EQ(needs[1].elsewhere->find("ref")->scalar, "main");
}

TEST(JobNames, OfOwnJobsStayInTheSettings) {
  const auto result = read(
      "stop: {script: [x]}\nbuild: {script: [x]}\n"
      "deploy:\n  script: [x]\n  needs: [build]\n  dependencies: [build]\n  environment: {name: e, on_stop: stop}\n"
      "  rules: [{if: $X, needs: [build, {job: stop}]}]\n");
  ASSERT_TRUE(result.templates) << result.faults;
  EXPECT_EQ(result.job("deploy").settings->find("dependencies")->items[0].scalar, "build");
}

struct FaultCase {
  const char *name, *text, *expected;
};

class JobWordFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(JobWordFaults, AreSaidWithPlaceAndHint) {
  const auto result = read(GetParam().text);
  EXPECT_FALSE(result.templates);
  EXPECT_EQ(result.faults, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each, JobWordFaults,
    testing::Values(
        FaultCase{"NoPatterns", "a: {script: [x], monoci: {inputs: []}}\n",
                  "lib.yml:1:35: error: `a.monoci.inputs` must not be empty\n"
                  "  hint: name the files, or write `own` for those of the project alone\n"},
        FaultCase{"BadPattern", "a: {script: [x], monoci: {inputs: ['[']}}\n",
                  "lib.yml:1:36: error: `[` is no pattern: `[` is never closed\n"
                  "  hint: `*` and `?` stand for anything within a name, `**` for any number of directories\n"},
        FaultCase{"UnknownTime", "a: {script: [x], monoci: {when: [tag, tags]}}\n",
                  "lib.yml:1:39: error: `a.monoci.when` cannot be `tags`\n  hint: did you mean `tag`?\n"},
        FaultCase{"NoTime", "a: {script: [x], monoci: {when: []}}\n",
                  "lib.yml:1:33: error: `a.monoci.when` must not be empty\n"
                  "  hint: give it a value, or leave it out\n"},
        FaultCase{"UnknownChange", "a: {script: [x], monoci: {on: deleted}}\n",
                  "lib.yml:1:31: error: `a.monoci.on` cannot be `deleted`\n  hint: did you mean `delete`?\n"},
        FaultCase{"DeletedProjectNeeds", "b: {script: [x]}\na: {script: [x], needs: [b], monoci: {on: delete}}\n",
                  "lib.yml:2:26: error: `a` is for deleted projects, and has `needs`\n"
                  "  hint: a project that is gone has no other jobs: write `needs: []`, or leave it out\n"},
        FaultCase{"DeletedProjectAtOtherTimes", "a: {script: [x], monoci: {on: delete, when: tag}}\n",
                  "lib.yml:1:45: error: `a` is for deleted projects, and has a `when`\n"
                  "  hint: it runs on pushes to the default branch, and never else: leave `when` out\n"},
        FaultCase{"NeedOfAnotherPipelineWithoutJob", "a: {script: [x], needs: [{pipeline: '1'}]}\n",
                  "lib.yml:1:26: error: an item of `a.needs` has no `job`\n"
                  "  hint: a job of another pipeline is named by `pipeline`, `job`\n"},
        FaultCase{"NeedOfAnotherProjectWithoutRef", "a: {script: [x], needs: [{project: b/c, job: d}]}\n",
                  "lib.yml:1:26: error: an item of `a.needs` has no `ref`\n"
                  "  hint: a job of another project is named by `project`, `job`, `ref`\n"},
        FaultCase{"NeedOfAnotherPipelineAsANumber", "a: {script: [x], needs: [{pipeline: 1, job: b}]}\n",
                  "lib.yml:1:37: error: `a.needs.pipeline` must be text, not a number\n"
                  "  hint: put quotes around it: \"1\"\n"},
        FaultCase{"NeedOfAnotherPipelineTwice",
                  "a: {script: [x], needs: [{pipeline: '1', job: b}, {pipeline: '1', job: b}]}\n",
                  "lib.yml:1:51: error: `a.needs` names one job twice\n  hint: remove one of them\n"},
        FaultCase{
            "SixOtherPipelines",
            "a: {script: [x], needs: [{pipeline: '1', job: b}, {pipeline: '2', job: b}, {pipeline: '3', job: b},\n"
            " {pipeline: '4', job: b}, {pipeline: '5', job: b}, {pipeline: '6', job: b}]}\n",
            "lib.yml:2:52: error: `a.needs` names jobs of too many other pipelines\n  hint: GitLab allows 5\n"},
        FaultCase{"UnknownKeyOfANeed", "a: {script: [x]}\nb: {script: [x], needs: [{job: a, artifact: true}]}\n",
                  "lib.yml:2:35: error: unknown key `b.needs.artifact`\n  hint: did you mean `artifacts`?\n"},
        FaultCase{"InstancesAreANumber", "a: {script: [x]}\nb: {script: [x], needs: [{job: a, parallel: 2}]}\n",
                  "lib.yml:2:45: error: `b.needs.parallel` must be a map (`key: value`), not a number\n"
                  "  hint: write a map (`key: value`)\n"},
        FaultCase{"DependsOnNoJob", "a: {script: [x], dependencies: [zzz]}\n",
                  "lib.yml:1:33: error: `a` depends on a job `zzz` that no template has\n  hint: there are `a`\n"},
        FaultCase{"DependsOnWhatItDoesNotNeed",
                  "a: {script: [x]}\nb: {script: [x]}\nc: {script: [x], needs: [a], dependencies: [b]}\n",
                  "lib.yml:3:45: error: `c` depends on `b` and does not need it\n"
                  "  hint: with `needs`, GitLab takes artifacts from needed jobs only\n"},
        FaultCase{"NamesAJobForDeletedProjects",
                  "a: {script: [x], monoci: {on: delete}}\n"
                  "b: {script: [x], needs: [a], environment: {name: e, on_stop: a}}\n",
                  "lib.yml:2:26: error: `b` needs `a`, which is for deleted projects alone\n"
                  "  hint: the two are never in one pipeline\n"
                  "lib.yml:2:62: error: `b` is stopped by `a`, which is for deleted projects alone\n"
                  "  hint: the two are never in one pipeline\n"},
        FaultCase{"StoppedByNoJob", "a: {script: [x], environment: {name: e, on_stop: stop}}\n",
                  "lib.yml:1:50: error: `a` is stopped by a job `stop` that no template has\n  hint: there are `a`\n"},
        FaultCase{"RuleNeedsNoJob", "a: {script: [x], rules: [{if: $X, needs: [bb, {job: cc}]}]}\n",
                  "lib.yml:1:43: error: `a` in its rules needs a job `bb` that no template has\n  hint: there are `a`\n"
                  "lib.yml:1:53: error: `a` in its rules needs a job `cc` that no template has\n"
                  "  hint: there are `a`\n"},
        FaultCase{"DependsOnOtherProjects", "a: {script: [x], dependencies: [^a]}\n",
                  "lib.yml:1:33: error: `a` depends on `^a`\n"
                  "  hint: jobs of other projects can be named in the `needs` of a job alone\n"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::plan_template_words_test
