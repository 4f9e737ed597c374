#include <algorithm>
#include <array>
#include <string_view>

#include "base/lower_case.hpp"
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

// What a job that changes something outside says of itself, by its keys or in words. The words are beginnings; to take
// a job for one of these is no harm: it then runs to its end, as GitLab lets it.
constexpr std::array<std::string_view, 7> kTracingKeys = {"environment", "resource_group", "release",  "pages",
                                                          "publish",     "trigger",        "id_tokens"};
constexpr std::array<std::string_view, 12> kTracingWords = {"deploy", "publish", "releas", "migrat", "upload", "push",
                                                            "promot", "rollout", "apply",  "upgrad", "ship",   "send"};

bool has_tracing_word(std::string_view text) {
  const auto lower = lower_case(text);
  const auto is_letter = [](char each) { return each >= 'a' && each <= 'z'; };
  for (std::size_t at = 0; at < lower.size(); ++at) {
    const bool begins_word = is_letter(lower[at]) && (at == 0 || !is_letter(lower[at - 1]));
    const bool is_option = at >= 2 && lower.compare(at - 2, 2, "--") == 0;  // `--upgrade` of an installer
    if (!begins_word || is_option) continue;
    const auto rest = std::string_view(lower).substr(at);
    if (std::ranges::any_of(kTracingWords, [&](auto word) { return rest.starts_with(word); })) return true;
  }
  return false;
}

bool has_tracing_text(const Value& value) {
  return has_tracing_word(value.scalar) || std::ranges::any_of(value.items, has_tracing_text) ||
         std::ranges::any_of(value.members, [](const Member& member) { return has_tracing_text(member.value); });
}

bool leaves_traces(const TemplateJob& task) {
  const auto& settings = *task.settings;
  const auto has_text = [&](std::string_view key) {
    const auto* value = settings.find(key);
    return value && has_tracing_text(*value);
  };
  return task.name == "pages" || has_tracing_word(task.name) || has_tracing_word(task.stage.text) ||
         std::ranges::any_of(kTracingKeys, [&](auto key) { return settings.find(key) != nullptr; }) ||
         has_text("before_script") || has_text("script") || has_text("after_script") || has_text("run");
}

}  // namespace

Value fitted_settings(const TemplateJob& task, const Occasion& occasion, const PipelineConfig& config) {
  const auto& settings = *task.settings;
  if (settings.find("extends")) return settings;  // what an include brings may say it, and ours would win
  auto fitted = settings;
  const bool superseded = occasion.event == Event::merge_request || occasion.event == Event::branch;
  if (config.stop_superseded && superseded && !settings.find("interruptible") && !leaves_traces(task))
    set(fitted, "interruptible", scalar(ValueType::boolean, "true"));
  const auto* name = environment_name(settings);
  if (traits_of(settings).deploys && name && name->is(ValueType::string) && !settings.find("resource_group"))
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
