#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/gitlab.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci {
namespace {

using namespace testing_plan;

std::string pipeline_of(const Workspace& workspace, const std::string& affected, const std::string& jobs,
                        std::size_t most_needs = kMostNeeds) {
  Diagnostics problems;
  const auto templates = templates_of({jobs}, problems);
  EXPECT_TRUE(templates) << faults(problems);
  const auto plan =
      make_plan({workspace, affected_of(affected, workspace), *templates, "b1", "h1", most_needs}, problems);
  EXPECT_TRUE(plan) << faults(problems);
  return plan ? render_gitlab(*plan) : "";
}

constexpr const char* kTemplate = R"yaml(
lint: {stage: lint, needs: [], monoci: {inputs: own}, script: [ruff check], variables: {UV_FROZEN: 1}}
test: {stage: test, needs: [lint, ^test], script: ['pytest -- "$MONOCI_PROJECT"'], retry: 2, interruptible: yes}
)yaml";

constexpr const char* kPipeline = R"yaml(# Written by `monoci generate`: do not edit.
"workflow": {"rules": [{"when": "always"}]}
"stages": ["lint", "test"]
"libs/app:test":
  "stage": "test"
  "needs": [{"job": "libs/io:test", "artifacts": false}]
  "variables":
    "MONOCI_PROJECT": {"value": "libs/app", "expand": false}
    "MONOCI_PACKAGE": {"value": "app", "expand": false}
    "MONOCI_KIND": {"value": "lib", "expand": false}
    "MONOCI_SLUG": {"value": "libs-app", "expand": false}
    "MONOCI_BASE": {"value": "b1", "expand": false}
    "MONOCI_HEAD": {"value": "h1", "expand": false}
    "MONOCI_REASON": {"value": "depends on libs/io (libs/app/pyproject.toml:7)", "expand": false}
  "script": ["pytest -- \"$MONOCI_PROJECT\""]
  "retry": 2
  "interruptible": true
"libs/io:lint":
  "stage": "lint"
  "needs": []
  "variables":
    "MONOCI_PROJECT": {"value": "libs/io", "expand": false}
    "MONOCI_PACKAGE": {"value": "io", "expand": false}
    "MONOCI_KIND": {"value": "lib", "expand": false}
    "MONOCI_SLUG": {"value": "libs-io", "expand": false}
    "MONOCI_BASE": {"value": "b1", "expand": false}
    "MONOCI_HEAD": {"value": "h1", "expand": false}
    "MONOCI_REASON": {"value": "libs/io/x.py changed", "expand": false}
    "UV_FROZEN": 1
  "script": ["ruff check"]
"libs/io:test":
  "stage": "test"
  "needs": [{"job": "libs/io:lint", "artifacts": true}]
  "variables":
    "MONOCI_PROJECT": {"value": "libs/io", "expand": false}
    "MONOCI_PACKAGE": {"value": "io", "expand": false}
    "MONOCI_KIND": {"value": "lib", "expand": false}
    "MONOCI_SLUG": {"value": "libs-io", "expand": false}
    "MONOCI_BASE": {"value": "b1", "expand": false}
    "MONOCI_HEAD": {"value": "h1", "expand": false}
    "MONOCI_REASON": {"value": "libs/io/x.py changed", "expand": false}
  "script": ["pytest -- \"$MONOCI_PROJECT\""]
  "retry": 2
  "interruptible": true
)yaml";

constexpr const char* kIdlePipeline = R"yaml(# Written by `monoci generate`: do not edit.
"workflow": {"rules": [{"when": "always"}]}
"stages": ["monoci"]
"monoci:nothing-affected":
  "stage": "monoci"
  "variables": {"GIT_STRATEGY": "none"}
  "script": ["echo 'monoci: no job is needed for this change'"]
)yaml";

constexpr const char* kJoin = R"yaml("monoci:join:1":
  "stage": "test"
  "needs": [{"job": "a:test", "artifacts": false}, {"job": "b:test", "artifacts": false}]
  "variables": {"GIT_STRATEGY": "none"}
  "script": ["echo 'monoci: stands for the jobs that it needs'"]
)yaml";

TEST(GitlabPipeline, IsWhatGitlabReads) {
  EXPECT_EQ(pipeline_of(workspace_of("libs/app -> libs/io"), "libs/io ~libs/app", kTemplate), kPipeline);
}

TEST(GitlabPipeline, IsGreenWhereThereIsNothingToDo) {
  EXPECT_EQ(pipeline_of(workspace_of("a"), "", "test: {script: [x]}\n"), kIdlePipeline);
}

TEST(GitlabPipeline, JoinsDoNothing) {
  const auto workspace = workspace_of("z -> a; z -> b; z -> c");
  EXPECT_THAT(pipeline_of(workspace, "a b c ~z", "test: {script: [x], needs: [^test]}\n", 2),
              testing::HasSubstr(kJoin));
}

// Names of directories reach keys and variables of their own, quoted, and no script.
class HostileName : public testing::TestWithParam<const char*> {};

TEST_P(HostileName, ReachesNoScript) {
  Workspace workspace;
  add_project(workspace, GetParam(), "lib");
  Diagnostics problems;
  Affected affected;
  affected.projects[project_id(GetParam())].reasons = {ProjectAdded{}};
  const auto templates = templates_of({"test: {script: ['cd -- \"$MONOCI_PROJECT\"']}\n"}, problems);
  const auto plan = make_plan({workspace, affected, *templates, "", ""}, problems);
  ASSERT_TRUE(plan) << faults(problems);
  const auto document = read_yaml({"child.yml", render_gitlab(*plan)}, problems);
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
}  // namespace monoci
