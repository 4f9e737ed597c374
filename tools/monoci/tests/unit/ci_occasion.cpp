#include <gtest/gtest.h>

#include "gitlab/environment.hpp"

namespace monoci::ci_occasion_test {
namespace {

struct Case {
  const char* name;
  Environment environment;
  Event event;
  bool on_default_branch = false;
  const char* tag = "";
};
void PrintTo(const Case& row, std::ostream* out) { *out << row.name; }

class GitlabOccasion : public testing::TestWithParam<Case> {};

TEST_P(GitlabOccasion, Is) {
  Environment environment{{"GITLAB_CI", "true"}, {"CI_DEFAULT_BRANCH", "main"}};
  for (const auto& [name, value] : GetParam().environment) environment[name] = value;
  const Occasion occasion = gitlab_occasion(environment);
  EXPECT_EQ(occasion.event, GetParam().event);
  EXPECT_EQ(occasion.on_default_branch, GetParam().on_default_branch);
  EXPECT_EQ(occasion.tag, GetParam().tag);
  EXPECT_FALSE(occasion.widened || occasion.chosen);
}

Environment from(const char* source, Environment more = {}) {
  more["CI_PIPELINE_SOURCE"] = source;
  return more;
}
Environment merge_request(const char* type) {
  return from("merge_request_event", {{"CI_MERGE_REQUEST_EVENT_TYPE", type}});
}
Environment child_of(const char* source, Environment more) {
  more["MONOCI_PARENT_SOURCE"] = source;
  return from("parent_pipeline", std::move(more));
}

const Environment kMain{{"CI_COMMIT_BRANCH", "main"}};
const Environment kTopic{{"CI_COMMIT_BRANCH", "topic"}};
const Environment kTag{{"CI_COMMIT_TAG", "v1"}};

INSTANTIATE_TEST_SUITE_P(
    Pipelines, GitlabOccasion,
    testing::Values(Case{"DetachedMergeRequest", merge_request("detached"), Event::merge_request},
                    Case{"MergedResults", merge_request("merged_result"), Event::merge_request},
                    Case{"MergeTrain", merge_request("merge_train"), Event::merge_request},
                    Case{"ExternalPullRequest", from("external_pull_request_event"), Event::merge_request},
                    Case{"PushToDefaultBranch", from("push", kMain), Event::default_branch, true},
                    Case{"PushToBranch", from("push", kTopic), Event::branch},
                    Case{"PushWhereNoDefaultBranchIsNamed",
                         from("push", {{"CI_COMMIT_BRANCH", ""}, {"CI_DEFAULT_BRANCH", ""}}), Event::by_hand},
                    Case{"Tag", from("push", kTag), Event::tag, false, "v1"},
                    Case{"TagStartedByHand", from("web", kTag), Event::by_hand, false, "v1"},
                    Case{"Schedule", from("schedule", kMain), Event::schedule, true},
                    Case{"ScheduleOfABranch", from("schedule", kTopic), Event::schedule},
                    Case{"Web", from("web", kMain), Event::by_hand, true},
                    Case{"Api", from("api", kMain), Event::by_hand, true},
                    Case{"Trigger", from("trigger", kTopic), Event::by_hand},
                    Case{"Chat", from("chat", kMain), Event::by_hand, true},
                    Case{"MultiProject", from("pipeline", kMain), Event::by_hand, true},
                    Case{"ChildOfAPush", child_of("push", kMain), Event::default_branch, true},
                    Case{"ChildOfATag", child_of("push", kTag), Event::tag, false, "v1"},
                    Case{"ChildOfASchedule", child_of("schedule", kMain), Event::schedule, true},
                    Case{"ChildOfAMergeRequest", from("parent_pipeline", {{"CI_MERGE_REQUEST_EVENT_TYPE", "detached"}}),
                         Event::merge_request},
                    Case{"ChildOfWhoKnowsWhat", from("parent_pipeline", kMain), Event::by_hand, true},
                    Case{"SourceOfAParentMeansNothingElsewhere", from("web", {{"MONOCI_PARENT_SOURCE", "push"}}),
                         Event::by_hand},
                    Case{"NoSource", {}, Event::by_hand}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(GitlabOccasion, OutsideGitlabIsNone) {
  EXPECT_EQ(gitlab_occasion({{"CI", "true"}, {"CI_PIPELINE_SOURCE", "push"}}).event, Event::none);
}

}  // namespace
}  // namespace monoci::ci_occasion_test
