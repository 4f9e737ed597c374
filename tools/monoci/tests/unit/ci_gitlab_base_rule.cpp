#include <gtest/gtest.h>

#include "gitlab/environment.hpp"

namespace monoci::ci_gitlab_base_rule_test {

void PrintTo(const BaseRule& rule, std::ostream* out) {
  *out << static_cast<int>(rule.kind) << " '" << rule.value << "': " << rule.why;
}

namespace {

using enum BaseRuleKind;

const std::string kZeros(40, '0');

struct Case {
  const char* name;
  Environment environment;
  BaseRule expected;
};
void PrintTo(const Case& row, std::ostream* out) { *out << row.name; }

class GitlabBaseRule : public testing::TestWithParam<Case> {};

TEST_P(GitlabBaseRule, Is) {
  // What every job has, and what no rule may take for the base.
  Environment environment{{"GITLAB_CI", "true"}, {"CI_DEFAULT_BRANCH", "main"}, {"CI_COMMIT_SHA", "head"}};
  for (const auto& [name, value] : GetParam().environment) environment[name] = value;
  EXPECT_EQ(gitlab_base_rule(environment), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Pipelines, GitlabBaseRule,
    testing::Values(
        Case{"DetachedMergeRequest",
             {{"CI_PIPELINE_SOURCE", "merge_request_event"},
              {"CI_MERGE_REQUEST_EVENT_TYPE", "detached"},
              {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "diffbase"},
              {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA", ""},
              {"CI_COMMIT_BEFORE_SHA", kZeros}},
             {commit, "diffbase", "merge request pipeline: CI_MERGE_REQUEST_DIFF_BASE_SHA"}},
        Case{"MergedResults",
             {{"CI_PIPELINE_SOURCE", "merge_request_event"},
              {"CI_MERGE_REQUEST_EVENT_TYPE", "merged_result"},
              {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "diffbase"},
              {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "target"}},
             {commit, "target", "merged results pipeline: CI_MERGE_REQUEST_TARGET_BRANCH_SHA"}},
        Case{"MergedResultsWithoutTarget",
             {{"CI_PIPELINE_SOURCE", "merge_request_event"},
              {"CI_MERGE_REQUEST_EVENT_TYPE", "merged_result"},
              {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "diffbase"}},
             {unknown, "", "merged results pipeline, but CI_MERGE_REQUEST_TARGET_BRANCH_SHA is not set"}},
        Case{"MergeTrain",
             {{"CI_PIPELINE_SOURCE", "merge_request_event"},
              {"CI_MERGE_REQUEST_EVENT_TYPE", "merge_train"},
              {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "diffbase"},
              {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "car"}},
             {commit, "car", "merge train: CI_MERGE_REQUEST_TARGET_BRANCH_SHA"}},
        Case{"PushToDefaultBranch",
             {{"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_BRANCH", "main"}, {"CI_COMMIT_BEFORE_SHA", "before"}},
             {commit, "before", "push to the default branch `main`: CI_COMMIT_BEFORE_SHA"}},
        Case{"FirstPushToDefaultBranch",
             {{"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_BRANCH", "main"}, {"CI_COMMIT_BEFORE_SHA", kZeros}},
             {unknown, "", "push to the default branch `main`, but CI_COMMIT_BEFORE_SHA is all zeros: no commit"}},
        Case{"PushToBranch",  // GitLab 19.1 and later
             {{"CI_PIPELINE_SOURCE", "push"},
              {"CI_COMMIT_BRANCH", "topic"},
              {"CI_COMMIT_DEFAULT_BRANCH_BASE_SHA", "fork"},
              {"CI_COMMIT_BEFORE_SHA", "before"}},
             {commit, "fork", "push to branch `topic`: CI_COMMIT_DEFAULT_BRANCH_BASE_SHA"}},
        Case{"PushToBranchOnOlderServers",
             {{"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_BRANCH", "topic"}, {"CI_COMMIT_BEFORE_SHA", "before"}},
             {merge_base_branch, "main", "push to branch `topic`"}},
        Case{"PushToBranchWithoutDefaultBranch",
             {{"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_BRANCH", "topic"}, {"CI_DEFAULT_BRANCH", ""}},
             {unknown, "", "push to branch `topic`, but CI_DEFAULT_BRANCH is not set"}},
        Case{"Tag",
             {{"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_TAG", "v1"}, {"CI_COMMIT_BEFORE_SHA", kZeros}},
             {everything, "", "the pipeline of tag `v1` means every project"}},
        Case{"Schedule",
             {{"CI_PIPELINE_SOURCE", "schedule"}, {"CI_COMMIT_BRANCH", "main"}, {"CI_COMMIT_BEFORE_SHA", kZeros}},
             {everything, "", "a pipeline started by `schedule` means every project"}},
        Case{"Web",
             {{"CI_PIPELINE_SOURCE", "web"}, {"CI_COMMIT_BRANCH", "topic"}},
             {everything, "", "a pipeline started by `web` means every project"}},
        Case{"Api",
             {{"CI_PIPELINE_SOURCE", "api"}, {"CI_COMMIT_BRANCH", "main"}},
             {everything, "", "a pipeline started by `api` means every project"}},
        Case{"Trigger",
             {{"CI_PIPELINE_SOURCE", "trigger"}, {"CI_COMMIT_BRANCH", "main"}},
             {everything, "", "a pipeline started by `trigger` means every project"}},
        Case{"MultiProject",
             {{"CI_PIPELINE_SOURCE", "pipeline"}, {"CI_COMMIT_BRANCH", "main"}},
             {everything, "", "a pipeline started by `pipeline` means every project"}},
        Case{"ChildWithTheParentsBase",
             {{"CI_PIPELINE_SOURCE", "parent_pipeline"},
              {"MONOCI_BASE", "parents"},
              {"CI_MERGE_REQUEST_EVENT_TYPE", "detached"},
              {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "diffbase"}},
             {commit, "parents", "child pipeline, the parent's base: MONOCI_BASE"}},
        Case{"ChildOfAPush",
             {{"CI_PIPELINE_SOURCE", "parent_pipeline"},
              {"MONOCI_PARENT_SOURCE", "push"},
              {"CI_COMMIT_BRANCH", "main"},
              {"CI_COMMIT_BEFORE_SHA", "before"}},
             {commit, "before", "push to the default branch `main`: CI_COMMIT_BEFORE_SHA"}},
        Case{"ChildOfASchedule",
             {{"CI_PIPELINE_SOURCE", "parent_pipeline"},
              {"MONOCI_PARENT_SOURCE", "schedule"},
              {"CI_COMMIT_BRANCH", "main"}},
             {everything, "", "a pipeline started by `schedule` means every project"}},
        Case{"ChildOfAMergeRequest",
             {{"CI_PIPELINE_SOURCE", "parent_pipeline"},
              {"CI_MERGE_REQUEST_EVENT_TYPE", "detached"},
              {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "diffbase"}},
             {commit, "diffbase", "merge request pipeline: CI_MERGE_REQUEST_DIFF_BASE_SHA"}},
        Case{"ChildOfWhoKnowsWhat",
             {{"CI_PIPELINE_SOURCE", "parent_pipeline"}, {"CI_COMMIT_BRANCH", "main"}},
             {unknown, "", "child pipeline, but neither MONOCI_BASE nor MONOCI_PARENT_SOURCE tells of the parent"}},
        Case{"BaseFromOutsideIsNotOurs",
             {{"CI_PIPELINE_SOURCE", "web"}, {"CI_COMMIT_BRANCH", "main"}, {"MONOCI_BASE", "anything"}},
             {everything, "", "a pipeline started by `web` means every project"}},
        Case{"ExternalPullRequest",
             {{"CI_PIPELINE_SOURCE", "external_pull_request_event"},
              {"CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA", "target"}},
             {merge_base_commit, "target", "external pull request: CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA"}},
        Case{"NoSource", {}, {unknown, "", "CI_PIPELINE_SOURCE is not set"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ZeroCommit, IsForSha1AndSha256) {
  EXPECT_TRUE(is_zero_commit(std::string(40, '0')));
  EXPECT_TRUE(is_zero_commit(std::string(64, '0')));
  EXPECT_FALSE(is_zero_commit(""));
  EXPECT_FALSE(is_zero_commit("000a"));
}

TEST(GitlabPipelineFacts, TellOfAPushToTheDefaultBranchAlone) {
  Environment push{{"GITLAB_CI", "true"},         {"CI_PIPELINE_SOURCE", "push"}, {"CI_COMMIT_BRANCH", "main"},
                   {"CI_DEFAULT_BRANCH", "main"}, {"CI_COMMIT_SHA", "head"},      {"CI_COMMIT_BEFORE_SHA", "before"}};
  const auto facts = gitlab_pipeline_facts(push);
  EXPECT_TRUE(facts.in_ci);
  EXPECT_EQ(facts.commit, "head");
  EXPECT_EQ(facts.rule.value_or(BaseRule{}).value, "before");
  EXPECT_EQ(facts.pushed_to, "main");
  push["CI_COMMIT_BRANCH"] = "topic";
  EXPECT_EQ(gitlab_pipeline_facts(push).pushed_to, std::nullopt);
}

// Another CI may set what GitLab sets too: only a job of GitLab is believed.
TEST(GitlabPipelineFacts, SayNothingOutsideOfGitlab) {
  const auto facts = gitlab_pipeline_facts({{"CI", "true"}, {"CI_COMMIT_SHA", "head"}});
  EXPECT_TRUE(facts.in_ci);
  EXPECT_EQ(facts.commit, "");
  EXPECT_EQ(facts.rule, std::nullopt);
  EXPECT_FALSE(gitlab_pipeline_facts({}).in_ci);
}

}  // namespace
}  // namespace monoci::ci_gitlab_base_rule_test
