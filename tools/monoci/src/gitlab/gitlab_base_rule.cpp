// One function for each kind of pipeline. The first that recognises the pipeline decides; docs.gitlab.com, "Predefined
// CI/CD variables reference", says what each variable holds when.
#include <fmt/format.h>

#include "gitlab/environment.hpp"
#include "gitlab/gitlab_variables.hpp"

namespace monoci {
namespace {

using enum BaseRuleKind;

BaseRule commit_in(const Environment& environment, const std::string& variable, const std::string& pipeline) {
  const std::string id = value_of(environment, variable);
  if (id.empty()) return {unknown, "", fmt::format("{}, but {} is not set", pipeline, variable)};
  if (is_zero_commit(id)) return {unknown, "", fmt::format("{}, but {} is all zeros: no commit", pipeline, variable)};
  return {commit, id, fmt::format("{}: {}", pipeline, variable)};
}

std::optional<BaseRule> child_of_our_own(const Environment& environment) {
  if (!is_child_pipeline(environment)) return std::nullopt;
  if (value_of(environment, "MONOCI_BASE").empty()) return std::nullopt;
  return commit_in(environment, "MONOCI_BASE", "child pipeline, the parent's base");
}

std::optional<BaseRule> merge_request(const Environment& environment) {
  if (!is_merge_request(environment)) return std::nullopt;
  const std::string type = value_of(environment, "CI_MERGE_REQUEST_EVENT_TYPE");
  // From the base of the merge request's diff, these two would count what the target branch got since then as well.
  if (type == "merged_result") {
    return commit_in(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "merged results pipeline");
  }
  if (type == "merge_train") return commit_in(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "merge train");
  return commit_in(environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA", "merge request pipeline");
}

std::optional<BaseRule> external_pull_request(const Environment& environment) {
  if (pipeline_source(environment) != "external_pull_request_event") return std::nullopt;
  BaseRule rule = commit_in(environment, "CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA", "external pull request");
  if (rule.kind == commit) rule.kind = merge_base_commit;
  return rule;
}

std::optional<BaseRule> tag(const Environment& environment) {
  const std::string name = value_of(environment, "CI_COMMIT_TAG");
  if (name.empty()) return std::nullopt;
  return BaseRule{everything, "", fmt::format("the pipeline of tag `{}` means every project", name)};
}

std::optional<BaseRule> push_to_default_branch(const Environment& environment) {
  if (pipeline_source(environment) != "push" || !is_on_default_branch(environment)) return std::nullopt;
  const std::string branch = value_of(environment, "CI_COMMIT_BRANCH");
  return commit_in(environment, "CI_COMMIT_BEFORE_SHA", fmt::format("push to the default branch `{}`", branch));
}

// CI_COMMIT_BEFORE_SHA tells of the last push only: what the branch had before would go untested.
std::optional<BaseRule> push_to_branch(const Environment& environment) {
  const std::string branch = value_of(environment, "CI_COMMIT_BRANCH");
  if (pipeline_source(environment) != "push" || branch.empty()) return std::nullopt;
  const std::string pipeline = fmt::format("push to branch `{}`", branch);
  const std::string fork_point = "CI_COMMIT_DEFAULT_BRANCH_BASE_SHA";  // since GitLab 19.1
  if (!value_of(environment, fork_point).empty()) return commit_in(environment, fork_point, pipeline);
  const std::string default_branch = value_of(environment, "CI_DEFAULT_BRANCH");
  if (default_branch.empty()) return BaseRule{unknown, "", pipeline + ", but CI_DEFAULT_BRANCH is not set"};
  return BaseRule{merge_base_branch, default_branch, pipeline};
}

BaseRule any_other(const Environment& environment) {
  const std::string source = pipeline_source(environment);
  if (source == "parent_pipeline") {
    return {unknown, "", "child pipeline, but neither MONOCI_BASE nor MONOCI_PARENT_SOURCE tells of the parent"};
  }
  if (source.empty()) return {unknown, "", "CI_PIPELINE_SOURCE is not set"};
  return {everything, "", fmt::format("a pipeline started by `{}` means every project", source)};
}

constexpr std::optional<BaseRule> (*kPipelines[])(const Environment&) = {
    &child_of_our_own, &merge_request, &external_pull_request, &tag, &push_to_default_branch, &push_to_branch,
};

}  // namespace

BaseRule gitlab_base_rule(const Environment& environment) {
  for (const auto pipeline : kPipelines) {
    if (auto rule = pipeline(environment)) return std::move(*rule);
  }
  return any_other(environment);
}

PipelineFacts gitlab_pipeline_facts(const Environment& environment) {
  if (!is_in_gitlab(environment)) return {.in_ci = is_switched_on(environment, "CI")};
  PipelineFacts facts{true, value_of(environment, "CI_COMMIT_SHA"), gitlab_base_rule(environment)};
  if (is_push_to_default_branch(environment)) facts.pushed_to = value_of(environment, "CI_COMMIT_BRANCH");
  return facts;
}

}  // namespace monoci
