// How a job runs: its commands, and what is done where they fail.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/instances.hpp"
#include "gitlab/rules/pattern.hpp"
#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

constexpr int kMostRetries = 2;
constexpr std::size_t kMostTags = 49;
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

void check_script(const PipelineNode& node, Diagnostics& problems) {
  if (is_known(node) && node.is_empty()) return problems.error("`script` is empty", node.spot());
  check_commands(node, "script", problems);
}

void check_before_script(const PipelineNode& node, Diagnostics& problems) {
  check_commands(node, "before_script", problems);
}
void check_after_script(const PipelineNode& node, Diagnostics& problems) {
  check_commands(node, "after_script", problems);
}

void check_hooks(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 1> kKeys = {"pre_get_sources_script"};
  if (check_map(node, "hooks", kKeys, problems))
    check_commands(node.find(kKeys[0]), "hooks.pre_get_sources_script", problems);
}

void check_run(const PipelineNode& node, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (!node.is(ValueType::list)) return refuse(node, "run", "a list of steps", problems);
  for (const auto& step : node.items())
    if (!step.opaque() && !step.is(ValueType::map)) refuse(step, "run", "a list of maps", problems);
}

void check_retry(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kKeys = {"exit_codes", "max", "when"};
  if (!node.is(ValueType::map)) return check_number(node, "retry", 0, kMostRetries, problems);
  check_unknown_keys(node, "retry", kKeys, problems);
  const auto most = node.find("max");
  if (!most.is(ValueType::string) ||
      (most.text() != "0" && most.text() != "1" && most.text() != "2"))  // here GitLab reads digits in quotes
    check_number(most, "retry.max", 0, kMostRetries, problems);
  check_exit_codes(node.find("exit_codes"), "retry.exit_codes", problems);
  const auto check_reason = [&](const PipelineNode& reason) {
    if (is_known(reason) &&
        (!reason.is(ValueType::string) || !std::ranges::binary_search(kRetryReasons, reason.text())))
      refuse(reason, "retry.when", "a reason that GitLab knows (`runner_system_failure`, `always`, …)", problems);
  };
  const auto reasons = node.find("when");
  if (!reasons.is(ValueType::list)) return check_reason(reasons);
  for (const auto& reason : reasons.items()) check_reason(reason);
}

void check_timeout(const PipelineNode& node, Diagnostics& problems) {
  check_duration(node, "timeout", kLongestTimeout, "a month", problems);
}

void check_parallel(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 1> kKeys = {"matrix"};
  if (!node.is(ValueType::map)) return check_number(node, "parallel", 1, kMostInstances, problems);
  check_unknown_keys(node, "parallel", kKeys, problems);
  if (!node.has("matrix")) require_key(node, "parallel", "matrix", problems);
  check_matrix(node.find("matrix"), problems);
}

void check_allow_failure(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 1> kKeys = {"exit_codes"};
  if (!node.is(ValueType::map)) return check_boolean(node, "allow_failure", problems);
  check_unknown_keys(node, "allow_failure", kKeys, problems);
  check_exit_codes(node.find("exit_codes"), "allow_failure.exit_codes", problems);
}

void check_interruptible(const PipelineNode& node, Diagnostics& problems) {
  check_boolean(node, "interruptible", problems);
}

void check_coverage(const PipelineNode& node, Diagnostics& problems) {
  if (!check_text(node, "coverage", problems)) return;
  if (const auto fault = slashed_pattern_fault(node.text()); !fault.empty())
    problems.error(fmt::format("`coverage` is no regular expression: {}", fault), node.spot(),
                   "write `/…/`, in RE2's syntax");
}

void check_tags(const PipelineNode& node, Diagnostics& problems) {
  check_texts(node, "tags", problems);
  check_length(node, "tags", kMostTags, problems);
  if (node.is(ValueType::list) && node.size() == 0)
    problems.warning("`tags` is empty", node.spot(), "GitLab takes it, its schema does not: leave the key out");
}

void check_stage_value(const PipelineNode& node, Diagnostics& problems) { check_text(node, "stage", problems); }

void check_extends_value(const PipelineNode& node, Diagnostics& problems) {
  check_text_or_texts(node, "extends", problems);
}

void check_resource_group(const PipelineNode& node, Diagnostics& problems) {
  check_text(node, "resource_group", problems);
}

void check_manual_confirmation(const PipelineNode& node, Diagnostics& problems) {
  check_text(node, "manual_confirmation", problems);
}

void check_dependencies_value(const PipelineNode& node, Diagnostics& problems) {
  check_texts(node, "dependencies", problems);
}

}  // namespace monoci
