#include "gitlab/job_traits.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "gitlab/job_instances.hpp"
#include "gitlab/rule_list.hpp"
#include "gitlab/told_values.hpp"

namespace monoci {

namespace {

bool says(const Value* value, std::string_view word) { return value && value->scalar == word; }

bool is_unconditional(const Value& rule) {
  return rule.is(ValueType::map) && !rule.find("if") && !rule.find("changes") && !rule.find("exists");
}

// The first rule that matches decides; where none does, the job is left out.
bool may_remove(const Value& rules) {
  for (const auto* rule : rules_in(rules)) {
    if (says(rule->find("when"), "never") || !rule->tag.empty()) return true;  // the tag: an include brings it
    if (is_unconditional(*rule)) return false;
  }
  return true;
}

bool fails_softly(const Value* allow_failure) { return allow_failure && !says(allow_failure, "false"); }

bool is_deployment(const Value* environment) {
  if (!environment) return false;
  const auto* action = environment->find("action");
  return !action || says(action, "start");
}

// Reports are for GitLab alone, but for variables.
bool hands_on_files(const Value* artifacts) {
  const auto* reports = artifacts ? artifacts->find("reports") : nullptr;
  return artifacts &&
         (artifacts->find("paths") || artifacts->find("untracked") || (reports && reports->find("dotenv")));
}

bool has_tag(const Value& value) {
  return !value.tag.empty() || std::ranges::any_of(value.items, has_tag) ||
         std::ranges::any_of(value.members, [](const Member& member) { return has_tag(member.value); });
}

std::size_t combinations(const Value& row) {
  std::size_t count = 1;
  for (const auto& axis : row.members)
    if (axis.value.is(ValueType::list)) count *= std::max<std::size_t>(axis.value.items.size(), 1);
  return count;
}

}  // namespace

std::size_t instances_of(const Value& parallel) {
  std::size_t count = 0;
  if (const auto* matrix = parallel.find("matrix")) {
    for (const auto& row : matrix->items) count += combinations(row);
  } else {
    std::from_chars(parallel.scalar.data(), parallel.scalar.data() + parallel.scalar.size(), count);
  }
  return std::max<std::size_t>(count, 1);
}

JobTraits traits_of(const Value& settings) {
  const auto* rules = said_of(settings, "rules");
  const auto* when = settings.find("when");
  const bool open = settings.find("extends") || said_of(settings, "only") || said_of(settings, "except");
  JobTraits traits;
  traits.strict =
      !open && !rules && !fails_softly(settings.find("allow_failure")) && (!when || says(when, "on_success"));
  traits.removable = open || (rules && may_remove(*rules)) || says(when, "never");
  traits.deploys = is_deployment(settings.find("environment"));
  if (const auto* parallel = settings.find("parallel")) traits.instances = instances_of(*parallel);
  traits.leans_on_include = settings.find("extends") != nullptr || has_tag(settings);
  traits.needs_by_rules =
      rules && std::ranges::any_of(rules_in(*rules), [](const Value* rule) { return rule->find("needs") != nullptr; });
  traits.makes_files = traits.leans_on_include || hands_on_files(settings.find("artifacts"));
  traits.starts_elsewhere = starts_elsewhere(settings);
  if (const auto* trigger = settings.find("trigger")) traits.starts_child = trigger->find("include") != nullptr;
  return traits;
}

std::vector<std::string> writers_of(const Value& settings) {
  const auto* trigger = settings.find("trigger");
  const auto* include = trigger ? trigger->find("include") : nullptr;
  std::vector<std::string> names;
  const auto add = [&](const Value& item) {
    const auto* job = item.find("job");
    if (!job || !job->is(ValueType::string)) return;
    names.push_back(job->scalar);
    for (const auto mark : suffix_marks(job->scalar)) names.push_back(job->scalar.substr(0, mark));  // an instance
  };
  if (!include) return names;
  add(*include);
  for (const auto& item : include->items) add(item);
  return names;
}

}  // namespace monoci
