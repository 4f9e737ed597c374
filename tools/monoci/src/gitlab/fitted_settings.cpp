#include <algorithm>

#include "gitlab/job_settings.hpp"
#include "gitlab/job_traits.hpp"

namespace monoci {

namespace {

Value scalar(ValueType type, std::string text) {
  Value value;
  value.type = type;
  value.scalar = std::move(text);
  return value;
}

void set(Value& map, const std::string& key, Value value) {
  const auto found = std::ranges::find(map.members, key, &Member::key);
  if (found == map.members.end())
    map.members.push_back({key, std::move(value), {}});
  else
    found->value = std::move(value);
}

// The name of an environment is an expression over the same variables as that of a resource group.
const Value* environment_name(const Value& settings) {
  const auto* environment = settings.find("environment");
  if (!environment) return nullptr;
  return environment->is(ValueType::map) ? environment->find("name") : environment;
}

}  // namespace

Value fitted_settings(const Value& settings, const Occasion& occasion) {
  if (settings.find("extends")) return settings;  // what an include brings may say it, and ours would win
  auto fitted = settings;
  const bool deploys = traits_of(settings).deploys;
  const bool superseded = occasion.event == Event::merge_request || occasion.event == Event::branch;
  if (!settings.find("interruptible"))
    set(fitted, "interruptible", scalar(ValueType::boolean, superseded && !deploys ? "true" : "false"));
  const auto* name = environment_name(settings);
  if (deploys && name && name->is(ValueType::string) && !settings.find("resource_group"))
    set(fitted, "resource_group", *name);
  return fitted;
}

Value without_checkout(Value settings) {
  const auto* old = settings.find("variables");
  Value variables = old ? *old : Value{};
  variables.type = ValueType::map;
  set(variables, "GIT_STRATEGY", scalar(ValueType::string, "none"));
  set(settings, "variables", std::move(variables));
  return settings;
}

}  // namespace monoci
