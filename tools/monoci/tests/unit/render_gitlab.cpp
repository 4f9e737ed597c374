#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gitlab/documents.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::render_gitlab_test {
namespace {

using namespace testing_plan;

std::string text_of(const Plan& plan, const GitLabTarget& target = {}) {
  return gitlab_text(gitlab_document(plan, plan.child, target));
}

std::string pipeline_of(const Workspace& workspace, const std::string& affected, const std::string& jobs,
                        const Limits& limits = {}, const GitLabTarget& target = {}) {
  Diagnostics problems;
  const auto templates = templates_of({jobs}, problems);
  EXPECT_TRUE(templates) << faults(problems);
  const auto reached = affected_of(affected, workspace);
  const auto plan = make_plan(request_of(workspace, reached, *templates, limits), problems);
  EXPECT_TRUE(plan) << faults(problems);
  return plan ? text_of(*plan, target) : "";
}

constexpr const char* kTemplate = R"yaml(
lint: {stage: lint, needs: [], monoci: {inputs: own}, script: [ruff check], variables: {UV_FROZEN: 1}}
test: {stage: test, needs: [lint, ^test], script: ['pytest -- "$MONOCI_PROJECT"'], retry: 2, interruptible: yes}
)yaml";

constexpr const char* kPipeline = R"yaml(# Written by `monoci generate`: do not edit.
"workflow": {"rules": [{"when": "always"}]}
"stages": ["lint", "test"]
".monoci":
  "variables":
    "MONOCI_KIND": {"value": "lib", "expand": false}
    "MONOCI_BASE": {"value": "b", "expand": false}
    "MONOCI_HEAD": {"value": "h", "expand": false}
".monoci:job:test": {"script": ["pytest -- \"$MONOCI_PROJECT\""], "retry": 2, "interruptible": true}
".monoci:project:libs/io":
  "extends": ".monoci"
  "variables":
    "MONOCI_PROJECT": {"value": "libs/io", "expand": false}
    "MONOCI_PACKAGE": {"value": "io", "expand": false}
    "MONOCI_SLUG": {"value": "libs-io", "expand": false}
    "MONOCI_REASON": {"value": "libs/io/x.py changed", "expand": false}
"libs/app:test":
  "extends": [".monoci:job:test", ".monoci"]
  "stage": "test"
  "needs": [{"job": "libs/io:test", "artifacts": false}]
  "variables":
    "MONOCI_PROJECT": {"value": "libs/app", "expand": false}
    "MONOCI_PACKAGE": {"value": "app", "expand": false}
    "MONOCI_SLUG": {"value": "libs-app", "expand": false}
    "MONOCI_REASON": {"value": "depends on libs/io (libs/app/pyproject.toml:7)", "expand": false}
"libs/io:lint":
  "extends": ".monoci:project:libs/io"
  "stage": "lint"
  "needs": []
  "variables": {"UV_FROZEN": 1}
  "script": ["ruff check"]
"libs/io:test":
  "extends": [".monoci:job:test", ".monoci:project:libs/io"]
  "stage": "test"
  "needs": [{"job": "libs/io:lint", "artifacts": true}]
)yaml";

constexpr const char* kIdlePipeline = R"yaml(# Written by `monoci generate`: do not edit.
"workflow": {"rules": [{"when": "always"}]}
"stages": ["monoci"]
"monoci:nothing-affected":
  "stage": "monoci"
  "interruptible": true
  "variables": {"GIT_STRATEGY": "none"}
  "script": ["echo 'monoci: no job is needed for this change'"]
)yaml";

constexpr const char* kJoin = R"yaml("monoci:join:1":
  "stage": "test"
  "needs": [{"job": "a:test", "artifacts": false}, {"job": "b:test", "artifacts": false}]
  "interruptible": true
  "variables": {"GIT_STRATEGY": "none"}
  "script": ["echo 'monoci: stands for the jobs that it needs'"]
)yaml";

TEST(GitlabPipeline, IsWhatGitlabReads) {
  EXPECT_EQ(pipeline_of(workspace_of("libs/app -> libs/io"), "libs/io ~libs/app", kTemplate), kPipeline);
}

TEST(GitlabPipeline, IsGreenWhereThereIsNothingToDo) {
  EXPECT_EQ(pipeline_of(workspace_of("a"), "", "test: {script: [x]}\n"), kIdlePipeline);
}

// GitLab merges what a job extends into it: a key that is left out for one project would come back.
TEST(GitlabPipeline, WhatDiffersFromProjectToProjectIsNotShared) {
  const auto text = pipeline_of(workspace_of("a; b"), "a b",
                                "test: {script: [x], environment: {name: p/$MONOCI_SLUG, on_stop: stop}}\n"
                                "stop: {script: [x], monoci: {when: tag}, environment: {name: p/$MONOCI_SLUG, action: "
                                "stop}}\n");
  EXPECT_THAT(text, testing::HasSubstr("\".monoci:job:test\": {\"script\": [\"x\"]"));
  EXPECT_THAT(text, testing::HasSubstr("\"environment\": {\"name\": \"p/b\"}"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("on_stop")));
}

TEST(GitlabPipeline, JoinsDoNothing) {
  const auto workspace = workspace_of("z -> a; z -> b; z -> c");
  EXPECT_THAT(pipeline_of(workspace, "a b c ~z", "test: {script: [x], needs: [^test]}\n", limited_needs(2)),
              testing::HasSubstr(kJoin));
}

// Names of directories reach keys and variables of their own, quoted, and no script.
class HostileName : public testing::TestWithParam<const char*> {};

TEST_P(HostileName, ReachesNoScript) {
  Workspace workspace;
  add_project(workspace, GetParam(), "lib");
  Diagnostics problems;
  Affected affected;
  add_reason(affected, affected.projects[project_id(GetParam())], ProjectAdded{});
  const auto templates = templates_of({"test: {script: ['cd -- \"$MONOCI_PROJECT\"']}\n"}, problems);
  const auto plan = make_plan(request_of(workspace, affected, *templates), problems);
  ASSERT_TRUE(plan) << faults(problems);
  const auto document = read_yaml({"child.yml", text_of(*plan)}, problems);
  ASSERT_TRUE(document) << faults(problems);
  ASSERT_EQ(document->members.size(), 3u);  // workflow, stages and one job that is no keyword and not hidden
  const auto& [name, job, spot] = document->members[2];
  EXPECT_FALSE(name.starts_with('.'));
  EXPECT_EQ(job.find("variables")->find("MONOCI_PROJECT")->find("value")->scalar, GetParam());
  EXPECT_EQ(job.find("variables")->find("MONOCI_PROJECT")->find("expand")->scalar, "false");
  EXPECT_EQ(job.find("script")->items[0].scalar, "cd -- \"$MONOCI_PROJECT\"");
}

INSTANTIATE_TEST_SUITE_P(Names, HostileName,
                         testing::Values("2024-01-01", "123", "true", "~", ":sym", "<<", "!anything", "0755", "1_000",
                                         "12:30:45", "foo: bar", ".x", ".hidden/y", "cache", "include", "pages",
                                         "$HOME %PATH% [x] é 日本 \"q\" -d", "-lead",
                                         "a b$HOME `id` $(id) 'q' \"dq\" -x", "$[[ inputs.x ]]", "a\\b", "*", "&a",
                                         "#c", "- x", "{a,b}", "--- x", "😀"));

}  // namespace
}  // namespace monoci::render_gitlab_test
