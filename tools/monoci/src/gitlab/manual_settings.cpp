#include <algorithm>

#include "gitlab/job_settings.hpp"
#include "gitlab/rule_list.hpp"

namespace monoci {

namespace {

Value word(ValueType type, const char* text) {
  Value value;
  value.type = type;
  value.scalar = text;
  return value;
}

void wait_for_a_person(Value& step) {
  step.set("when", word(ValueType::string, "manual"));
  step.set("allow_failure", word(ValueType::boolean, "true"));
  step.erase("start_in");
}

Value by_hand_rule() {
  Value rule;
  rule.type = ValueType::map;
  wait_for_a_person(rule);
  return rule;
}

bool is_never(const Value& rule) {
  const auto* when = rule.find("when");
  return when && when->tag.empty() && when->scalar == "never";
}

// The rules of an include are not known, and could start the job: one that offers it stands in their place. It holds
// always, so that nothing after it counts.
Value manual_rules(const Value& rules) {
  Value result;
  result.type = ValueType::list;
  result.spot = rules.spot;
  for (const auto* rule : rules_in(rules)) {
    if (!rule->tag.empty()) {
      result.items.push_back(by_hand_rule());
      break;
    }
    result.items.push_back(*rule);
    if (rule->is(ValueType::map) && !is_never(*rule)) wait_for_a_person(result.items.back());
  }
  return result;
}

// One that triggers a pipeline may not even say that it has no delay.
void shut_out_delay(Value& settings) {
  if (!settings.find("trigger")) settings.set("start_in", word(ValueType::null, ""));
}

// Nothing of what an include may say besides is allowed beside `rules`.
void shut_out_include(Value& settings) {
  Value rules;
  rules.type = ValueType::list;
  rules.items.push_back(by_hand_rule());
  settings.erase("when");
  settings.set("rules", std::move(rules));
  for (const auto* key : {"only", "except"}) settings.set(key, word(ValueType::null, ""));
  shut_out_delay(settings);
}

}  // namespace

// With `rules`, what decides is the rule that matches.
Value manual_settings(Value settings) {
  const auto rules = std::ranges::find(settings.members, "rules", &Member::key);
  const bool open = settings.find("extends");
  if (said_of(settings, "rules")) {
    rules->value = manual_rules(rules->value);
  } else if (!open || rules != settings.members.end() || said_of(settings, "only") || said_of(settings, "except")) {
    wait_for_a_person(settings);
    if (open) shut_out_delay(settings);
  } else {
    shut_out_include(settings);
  }
  return settings;
}

}  // namespace monoci
