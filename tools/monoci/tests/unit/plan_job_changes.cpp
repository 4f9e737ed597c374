// What a project changes of the jobs of its kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/yaml_text.hpp"
#include "plan/job_changes.hpp"
#include "plan/templates.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::plan_job_changes_test {
namespace {

using namespace testing_plan;
using testing::ElementsAre;

constexpr const char* kTemplate = R"(stages: [lint, test, ship]
lint: {stage: lint, script: [l]}
test: {stage: test, needs: [lint, ^test], script: [t, u], image: i, variables: {A: '1', B: '2'}}
)";

struct Changed {
  JobTemplate jobs;
  std::string faults;

  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& job : jobs.jobs) result.push_back(job.name);
    return result;
  }
};

Changed changed(const std::string& jobs) {
  Diagnostics problems;
  const auto document = read_yaml({"p.yaml", "jobs: " + jobs + "\n"}, problems);
  const auto settings = read_project_settings(*document, problems);
  const auto templates = templates_of({kTemplate}, problems);
  auto result = changed_jobs(*templates->find("lib"), settings.job_changes, kGitlabDialect, problems);
  return {std::move(result), faults(problems)};
}

TEST(JobChanges, FalseDropsAJob) {
  const auto result = changed("{lint: false}");
  EXPECT_EQ(result.faults, "");
  EXPECT_THAT(result.names(), ElementsAre("test"));
}

TEST(JobChanges, MapsAreMergedAndTheRestIsReplaced) {
  const auto result = changed("{test: {script: [v], image: {name: n}, variables: {B: '3', C: '4'}}}");
  EXPECT_EQ(result.faults, "");
  EXPECT_EQ(yaml_text(*result.jobs.find("test")->settings),
            "\"script\": [\"v\"]\n\"image\": {\"name\": \"n\"}\n"
            "\"variables\": {\"A\": \"1\", \"B\": \"3\", \"C\": \"4\"}\n");
}

TEST(JobChanges, MayGiveOtherNeedsStageAndWords) {
  const auto result = changed("{test: {needs: [], stage: ship, monoci: {inputs: own, when: tag}}}");
  EXPECT_EQ(result.faults, "");
  const auto& job = *result.jobs.find("test");
  EXPECT_TRUE(job.needs && job.needs->empty());
  EXPECT_EQ(job.stage.text, "ship");
  EXPECT_EQ(job.inputs, JobInputs::own);
  EXPECT_THAT(job.when, ElementsAre(JobTime::tag));
}

TEST(JobChanges, LeaveTheTemplateAsItWas) {
  const auto result = changed("{test: {tags: [a]}}");
  EXPECT_EQ(yaml_text(*result.jobs.find("lint")->settings), "\"script\": [\"l\"]\n");
  EXPECT_EQ(result.jobs.find("test")->needs->size(), 2u);
}

struct FaultCase {
  const char *name, *jobs, *expected;
};

class JobChangeFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(JobChangeFaults, AreSaidWithPlaceAndHint) { EXPECT_EQ(changed(GetParam().jobs).faults, GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Each, JobChangeFaults,
    testing::Values(
        FaultCase{"UnknownJob", "{tset: false}",
                  "p.yaml:1:8: error: there is no job `tset` to change\n  hint: did you mean `test`?\n"},
        FaultCase{"True", "{test: true}",
                  "p.yaml:1:14: error: `jobs.test` must be false or a table, not true\n"
                  "  hint: false leaves the job out; a table is laid over what the template says of it\n"},
        FaultCase{"Text", "{test: off duty}",
                  "p.yaml:1:14: error: `jobs.test` must be false or a table, not text\n"
                  "  hint: false leaves the job out; a table is laid over what the template says of it\n"},
        FaultCase{"Extends", "{test: {extends: lint}}",
                  "p.yaml:1:15: error: `jobs.test.extends` is not supported\n"
                  "  hint: write out what is to be different; the rest stays as the template has it\n"},
        FaultCase{"Tag", "{test: {script: [!reference [lint, script]]}}",
                  "p.yaml:1:24: error: the tag `!reference` cannot stand here\n  hint: write the value itself\n"},
        FaultCase{"UnknownStage", "{test: {stage: tset}}",
                  "p.yaml:1:22: error: no template has a stage `tset`\n  hint: did you mean `test`?\n"},
        FaultCase{"UnknownNeed", "{test: {needs: [lnit, ^tset]}}",
                  "p.yaml:1:23: error: `test` needs a job `lnit` that no template has\n  hint: did you mean `lint`?\n"
                  "p.yaml:1:29: error: `test` needs a job `tset` that no template has\n  hint: did you mean `test`?\n"},
        FaultCase{"Circle", "{lint: {needs: [test]}}",
                  "p.yaml:1:8: error: `lint`, `test` need each other\n  hint: remove one of the needs\n"},
        FaultCase{"StageBeforeThatOfANeed", "{test: {stage: lint}, lint: {stage: ship}}",
                  "p.yaml:1:43: error: `test` (stage `lint`) would need `lint` of a later stage (`ship`)\n"
                  "  hint: give them stages in the order of their needs\n"},
        FaultCase{"StageOfANeedAfterIts", "{lint: {stage: ship}}",
                  "p.yaml:1:22: error: `test` (stage `test`) would need `lint` of a later stage (`ship`)\n"
                  "  hint: give them stages in the order of their needs\n"},
        FaultCase{"UnknownWord", "{test: {monoci: {input: own}}}",
                  "p.yaml:1:24: error: unknown key `test.monoci.input`\n  hint: did you mean `inputs`?\n"},
        FaultCase{"VariableOfMonoci", "{test: {variables: {MONOCI_SLUG: a}}}",
                  "p.yaml:1:27: error: `MONOCI_SLUG` is set by monoci\n  hint: use another name\n"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::plan_job_changes_test
