#include "gitlab/job_traits.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "gitlab/rule_list.hpp"

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
  const bool open = settings.find("extends") || settings.find("only") || settings.find("except");
  JobTraits traits;
  traits.strict =
      !open && !rules && !fails_softly(settings.find("allow_failure")) && (!when || says(when, "on_success"));
  traits.removable = open || (rules && may_remove(*rules)) || says(when, "never");
  traits.deploys = is_deployment(settings.find("environment"));
  if (const auto* parallel = settings.find("parallel")) traits.instances = instances_of(*parallel);
  if (const auto* trigger = settings.find("trigger")) traits.starts_child = trigger->find("include") != nullptr;
  return traits;
}

}  // namespace monoci
