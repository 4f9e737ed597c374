#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/keys.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/top_and_job_settings.hpp"

namespace monoci {

namespace {

constexpr std::array<std::string_view, 2> kJobData = {"value", "expand"};

bool is_scalar(const PipelineNode& node) { return !node.is(ValueType::list) && !node.is(ValueType::map); }

void check_options(const PipelineNode& variable, std::string_view name, Diagnostics& problems) {
  const auto options = variable.find("options");
  check_texts(options, name, problems);
  const auto value = variable.find("value");
  if (!options.is(ValueType::list) || options.size() == 0 || (value && value.opaque())) return;
  const auto items = options.items();
  if (!value || std::ranges::none_of(items, [&](const PipelineNode& each) { return each.text() == value.text(); }))
    problems.error(fmt::format("the value of `{}` is none of its options", name), variable.spot());
}

void check_variable(const PipelineNode& variable, std::string_view name, Words data, Diagnostics& problems) {
  const bool is_missing = variable.is(ValueType::null) && data.empty();
  if (!is_known(variable) || (is_scalar(variable) && !is_missing)) return;
  if (variable.is(ValueType::list) || data.empty())
    return refuse(variable, name, data.empty() ? "text or a number" : "text, a number or a map with `value`", problems);
  check_unknown_keys(variable, name, data, problems);
  if (const auto value = variable.find("value"); is_known(value) && !is_scalar(value))
    refuse(value, name, "text or a number", problems);
  check_boolean(variable.find("expand"), name, problems);
  if (const auto description = variable.find("description");
      is_known(description) && !description.is(ValueType::string) && !description.is(ValueType::integer))
    refuse(description, name, "described with text", problems);
  check_options(variable, name, problems);
}

}  // namespace

void check_variables(const PipelineNode& variables, std::string_view name, Words data, Diagnostics& problems) {
  if (!is_known(variables)) return;
  if (!variables.is(ValueType::map)) return refuse(variables, name, "a map (`NAME: value`)", problems);
  for (const auto& member : variables.members())
    check_variable(member.value, fmt::format("{}.{}", name, quoted_if_odd(member.key)), data, problems);
}

void check_job_variables(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  check_variables(node, name, kJobData, problems);
}

void check_plain_variables(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  check_variables(node, name, {}, problems);
}

void check_inherited_keys(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is(ValueType::list)) check_choices(node, name, keys_at(kInDefault), problems);
}

}  // namespace monoci
