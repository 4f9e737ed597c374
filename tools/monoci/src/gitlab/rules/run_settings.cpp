// How a job runs: its commands, and what is done where they fail.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/instances.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/pattern.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr int kMostRetries = 2;
constexpr double kLongestTimeout = 2629746;  // a month, as GitLab counts it
// GitLab's reasons why a job fails, and `always`.
constexpr std::string_view kRetryReasons[] = {"always",
                                              "api_failure",
                                              "archived_failure",
                                              "bridge_pipeline_is_child_pipeline",
                                              "builds_disabled",
                                              "ci_quota_exceeded",
                                              "data_integrity_failure",
                                              "deployment_rejected",
                                              "downstream_bridge_project_not_found",
                                              "downstream_pipeline_creation_failed",
                                              "duo_workflow_not_allowed",
                                              "environment_creation_failure",
                                              "failed_outdated_deployment_job",
                                              "forward_deployment_failure",
                                              "insufficient_bridge_permissions",
                                              "insufficient_upstream_permissions",
                                              "invalid_bridge_trigger",
                                              "ip_restriction_failure",
                                              "job_execution_server_timeout",
                                              "job_execution_timeout",
                                              "job_router_failure",
                                              "job_token_expired",
                                              "missing_dependency_failure",
                                              "no_matching_runner",
                                              "pipeline_loop_detected",
                                              "project_deleted",
                                              "protected_environment_failure",
                                              "reached_downstream_pipeline_trigger_rate_limit",
                                              "reached_max_descendant_pipelines_depth",
                                              "reached_max_pipeline_hierarchy_size",
                                              "runner_system_failure",
                                              "runner_unsupported",
                                              "scheduler_failure",
                                              "script_failure",
                                              "secrets_provider_not_found",
                                              "stale_schedule",
                                              "stuck_or_timeout_failure",
                                              "unknown_failure",
                                              "unmet_prerequisites",
                                              "upstream_bridge_project_not_found",
                                              "user_blocked"};

constexpr auto kPlainNames = "use letters, digits and `_`, and begin with no digit";

bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_';
  };
  const auto may_follow = [&](char each) { return is_letter(each) || (each >= '0' && each <= '9'); };
  return !name.empty() && is_letter(name[0]) && std::ranges::all_of(name, may_follow);
}

bool is_matrix_value(const PipelineNode& node) {
  return node.opaque() || node.is(ValueType::string) || node.is(ValueType::integer);
}

void check_matrix_variable(const PipelineNode::Item& variable, Diagnostics& problems) {
  const auto name = fmt::format("parallel.matrix.{}", quoted_if_odd(variable.key));
  if (!variable.value.is(ValueType::list)) {
    if (!is_matrix_value(variable.value))
      refuse(variable.value, name, "text, a whole number or a list of them", problems);
    return;
  }
  for (const auto& item : variable.value.items())
    if (!is_matrix_value(item)) refuse(item, name, "text, a whole number or a list of them", problems);
}

void check_matrix(const PipelineNode& matrix, Diagnostics& problems) {
  if (!is_known(matrix)) return;
  if (!matrix.is(ValueType::list)) return refuse(matrix, "parallel.matrix", "a list of maps", problems);
  for (const auto& item : matrix.items()) {
    if (item.opaque()) continue;
    if (!item.is(ValueType::map)) {
      refuse(item, "parallel.matrix", "a list of maps", problems);
      continue;
    }
    if (item.is_empty()) problems.error("an entry of `parallel.matrix` is empty", item.spot());
    for (const auto& variable : item.members()) check_matrix_variable(variable, problems);
  }
  if (const auto size = matrix_size(matrix); size > kMostInstances)
    problems.error(fmt::format("`parallel.matrix` makes {} jobs of one", size), matrix.spot(),
                   fmt::format("GitLab makes at most {}", kMostInstances));
}

}  // namespace

void check_script(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is_empty()) return problems.error("`script` is empty", node.spot());
  check_commands(node, name, problems);
}

void check_step(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kActions = {"func", "script", "step"};
  const auto count = std::ranges::count_if(kActions, [&](std::string_view key) { return node.has(key); });
  if (count != 1)
    problems.error(fmt::format("a step of `{}` needs one of `script`, `step` and `func`", name), node.spot());
  if (node.has("script") && node.has("inputs"))
    problems.error(fmt::format("a step of `{}` with `script` takes no `inputs`", name), node.find("inputs").spot(),
                   "give it `env`");
}

void check_run_function(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is(ValueType::map) && node.has("git") == node.has("oci"))
    problems.error(fmt::format("`{}` needs one of `git` and `oci`", name), node.spot());
}

void check_plain_name(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!is_plain_name(node.text()))
    problems.error(fmt::format("`{}` cannot be `{}`", name, quoted_if_odd(node.text())), node.spot(), kPlainNames);
}

void check_plain_names(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  for (const auto& member : node.members())
    if (!is_plain_name(member.key))
      problems.error(fmt::format("`{}` is no name for `{}`", quoted_if_odd(member.key), name), member.spot,
                     kPlainNames);
}

void check_retry_number(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!node.is(ValueType::map)) check_number(node, name, 0, kMostRetries, problems);
}

// Here GitLab reads digits in quotes as well.
void check_retry_count(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  const bool is_digit = node.is(ValueType::string) && (node.text() == "0" || node.text() == "1" || node.text() == "2");
  if (!is_digit) check_number(node, name, 0, kMostRetries, problems);
}

void check_retry_reason(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!node.is(ValueType::string) || !std::ranges::binary_search(kRetryReasons, node.text()))
    refuse(node, name, "a reason that GitLab knows (`runner_system_failure`, `always`, …)", problems);
}

void check_retry_reasons(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is(ValueType::string)) check_retry_reason(node, name, problems);
}

void check_timeout(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  check_duration(node, name, kLongestTimeout, "a month", problems);
}

void check_parallel(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr std::array<std::string_view, 1> kKeys = {"matrix"};
  if (!node.is(ValueType::map)) return check_number(node, name, 1, kMostInstances, problems);
  check_unknown_keys(node, name, kKeys, problems);
  if (!node.has("matrix")) require_key(node, name, "matrix", problems);
  check_matrix(node.find("matrix"), problems);
}

void check_coverage(const PipelineNode& node, std::string_view, Diagnostics& problems) {
  if (const auto fault = slashed_pattern_fault(node.text()); !fault.empty())
    problems.error(fmt::format("`coverage` is no regular expression: {}", fault), node.spot(),
                   "write `/…/`, in RE2's syntax");
}

void check_tags(const PipelineNode& node, std::string_view, Diagnostics& problems) {
  if (node.size() == 0)
    problems.warning("`tags` is empty", node.spot(), "GitLab takes it, its schema does not: leave the key out");
}

}  // namespace monoci
