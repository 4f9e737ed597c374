// When a job is part of a pipeline: `rules`, and the older `only` and `except`.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/expression.hpp"
#include "gitlab/rules/file_keys.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/need_settings.hpp"
#include "gitlab/rules/pattern.hpp"
#include "gitlab/rules/top_and_job_settings.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostPaths = 50, kDeepestRules = 10;
constexpr std::array<std::string_view, 9> kJobRuleKeys = {
    "allow_failure", "changes", "exists", "if", "interruptible", "needs", "start_in", "variables", "when"};
constexpr std::array<std::string_view, 6> kJobRuleWhen = {"on_success", "on_failure", "always",
                                                          "never",      "manual",     "delayed"};

void check_if(const PipelineNode& node, Diagnostics& problems) {
  if (!check_text(node, "rules.if", problems)) return;
  if (const auto fault = expression_fault(node.text()); !fault.empty())
    problems.error(fmt::format("`if` is no condition: {}", fault), node.spot(),
                   "write `$NAME == \"text\"`, `$NAME =~ /pattern/`, with `&&`, `||` and parentheses");
}

void check_paths(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  check_texts(node, name, problems);
  check_length(node, name, kMostPaths, problems);
}

void check_changes(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 2> kKeys = {"compare_to", "paths"};
  if (!is_known(node)) return;
  if (!node.is(ValueType::map)) return check_paths(node, "rules.changes", problems);
  check_unknown_keys(node, "rules.changes", kKeys, problems);
  require_key(node, "rules.changes", "paths", problems);
  check_paths(node.find("paths"), "rules.changes.paths", problems);
  check_text(node.find("compare_to"), "rules.changes.compare_to", problems);
}

void check_exists(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kKeys = {"paths", "project", "ref"};
  if (!is_known(node) || node.is(ValueType::string)) return;
  if (!node.is(ValueType::map)) return check_paths(node, "rules.exists", problems);
  check_unknown_keys(node, "rules.exists", kKeys, problems);
  require_key(node, "rules.exists", "paths", problems);
  if (node.find("ref")) require_key(node, "rules.exists", "project", problems);
  check_paths(node.find("paths"), "rules.exists.paths", problems);
  check_text(node.find("project"), "rules.exists.project", problems);
  check_text(node.find("ref"), "rules.exists.ref", problems);
}

void check_delay(const PipelineNode& rule, Diagnostics& problems) {
  const auto when = rule.find("when");
  if (when && when.opaque()) return;
  const bool delayed = when.is(ValueType::string) && when.text() == "delayed";
  if (delayed) {
    require_key(rule, "rules", "start_in", problems);
    check_duration(rule.find("start_in"), "rules.start_in", kLongestDelay, "a week", problems);
  } else if (rule.has("start_in")) {
    problems.error("`start_in` stands only beside `when: delayed`", rule.spot());
  }
}

void check_rule(const PipelineNode& rule, const ConditionWords& words, Diagnostics& problems) {
  if (rule.is_empty()) return problems.error(fmt::format("a rule of `{}` is empty", words.name), rule.spot());
  check_unknown_keys(rule, words.name, words.keys, problems);
  check_choice(rule.find("when"), "rules.when", words.when, problems);
  check_if(rule.find("if"), problems);
  check_changes(rule.find("changes"), problems);
  check_exists(rule.find("exists"), problems);
  check_boolean(rule.find("allow_failure"), "rules.allow_failure", problems);
  check_boolean(rule.find("interruptible"), "rules.interruptible", problems);
  check_delay(rule, problems);
  check_variables(rule.find("variables"), "rules.variables", {}, problems);
  check_need_list(rule.find("needs"), "rules.needs", problems);
  if (std::ranges::find(words.keys, "auto_cancel") != words.keys.end())
    check_shape(rule.find("auto_cancel"), fmt::format("{}.auto_cancel", words.name), kAutoCancelShape, problems);
}

void check_rule_list(const PipelineNode& list, const ConditionWords& words, std::size_t depth, Diagnostics& problems) {
  for (const auto& rule : list.items()) {
    if (rule.opaque()) continue;
    if (rule.is(ValueType::map))
      check_rule(rule, words, problems);
    else if (!rule.is(ValueType::list))
      refuse(rule, words.name, "a list of maps", problems);
    else if (depth == kDeepestRules)
      problems.error(fmt::format("the lists of `{}` are nested too deeply", words.name), rule.spot());
    else
      check_rule_list(rule, words, depth + 1, problems);
  }
}

void check_refs(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!is_known(node)) return;
  if (!node.is(ValueType::list)) return refuse(node, name, "a list of texts", problems);
  for (const auto& ref : node.items()) {
    if (ref.opaque()) continue;
    if (!ref.is(ValueType::string)) {
      refuse(ref, name, "a list of texts", problems);
    } else if (is_slashed_pattern(ref.text()) && !slashed_pattern_fault(ref.text()).empty()) {
      problems.error(fmt::format("`{}` is no regular expression: {}", quoted_if_odd(ref.text()),
                                 slashed_pattern_fault(ref.text())),
                     ref.spot());
    }
  }
}

}  // namespace

void check_policy(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr std::array<std::string_view, 4> kKeys = {"changes", "kubernetes", "refs", "variables"};
  constexpr std::array<std::string_view, 1> kKubernetes = {"active"};
  if (!is_known(node)) return;
  if (node.is(ValueType::list)) return check_refs(node, name, problems);
  if (!check_map(node, name, kKeys, problems)) return;
  if (node.is_empty()) problems.error(fmt::format("`{}` is empty", name), node.spot());
  check_refs(node.find("refs"), name, problems);
  check_choice(node.find("kubernetes"), "kubernetes", kKubernetes, problems);
  check_texts(node.find("changes"), "changes", problems);
  const auto conditions = node.find("variables");
  check_texts(conditions, "variables", problems);
  if (conditions.is(ValueType::list))
    for (const auto& condition : conditions.items()) check_if(condition, problems);
}

void check_conditions(const PipelineNode& rules, const ConditionWords& words, Diagnostics& problems) {
  if (!is_known(rules)) return;
  if (!rules.is(ValueType::list)) return refuse(rules, words.name, "a list of maps", problems);
  if (rules.size() == 0) problems.error(fmt::format("`{}` is empty", words.name), rules.spot());
  check_rule_list(rules, words, 1, problems);
}

void check_rules(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  check_conditions(node, {name, kJobRuleKeys, kJobRuleWhen}, problems);
}

}  // namespace monoci
