#include "gitlab/rule_list.hpp"

namespace monoci {

namespace {

void collect_rules(const Value& value, std::vector<const Value*>& rules) {
  if (!value.tag.empty() || !value.is(ValueType::list)) return rules.push_back(&value);
  for (const auto& item : value.items) collect_rules(item, rules);
}

}  // namespace

std::vector<const Value*> rules_in(const Value& rules) {
  std::vector<const Value*> all;
  collect_rules(rules, all);
  return all;
}

const Value* said_of(const Value& settings, std::string_view key) {
  const auto* value = settings.find(key);
  return value && value->tag.empty() && value->is(ValueType::null) ? nullptr : value;
}

}  // namespace monoci
