#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/rules/rows.hpp"
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
  if (!is_known(variable) || is_scalar(variable)) return;
  if (variable.is(ValueType::list) || data.empty())
    return refuse(variable, name, data.empty() ? "text or a number" : "text, a number or a map with `value`", problems);
  check_unknown_keys(variable, name, data, problems);
  if (const auto value = variable.find("value"); is_known(value) && !is_scalar(value))
    refuse(value, name, "text or a number", problems);
  check_boolean(variable.find("expand"), name, problems);
  if (const auto description = variable.find("description"); is_known(description) && !is_scalar(description))
    refuse(description, name, "described with text", problems);
  check_options(variable, name, problems);
}

// `true` or a list of names.
template <class CheckList>
void check_inherited(const PipelineNode& node, std::string_view name, Diagnostics& problems, CheckList check_list) {
  if (!is_known(node) || node.is(ValueType::boolean)) return;
  if (node.is(ValueType::list))
    check_list(node);
  else
    refuse(node, name, "true, false or a list of names", problems);
}

}  // namespace

void check_variables(const PipelineNode& variables, std::string_view name, Words data, Diagnostics& problems) {
  if (!is_known(variables)) return;
  if (!variables.is(ValueType::map)) return refuse(variables, name, "a map (`NAME: value`)", problems);
  for (const auto& member : variables.members())
    check_variable(member.value, fmt::format("{}.{}", name, quoted_if_odd(member.key)), data, problems);
}

void check_job_variables(const PipelineNode& node, Diagnostics& problems) {
  check_variables(node, "variables", kJobData, problems);
}

void check_inherit(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 2> kKeys = {"default", "variables"};
  if (!check_map(node, "inherit", kKeys, problems)) return;
  check_inherited(node.find("default"), "inherit.default", problems,
                  [&](const PipelineNode& list) { check_choices(list, "inherit.default", kDefaultKeys, problems); });
  check_inherited(node.find("variables"), "inherit.variables", problems,
                  [&](const PipelineNode& list) { check_texts(list, "inherit.variables", problems); });
}

void check_inputs(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 5> kKeys = {"default", "description", "options", "regex", "type"};
  constexpr std::size_t kMost = 50;
  if (!is_known(node)) return;
  if (!node.is(ValueType::map)) return refuse(node, "inputs", "a map", problems);
  const auto inputs = node.members();
  if (inputs.size() > kMost)
    problems.error("there are too many `inputs`", node.spot(), fmt::format("GitLab takes at most {}", kMost));
  for (const auto& input : inputs) {
    const auto name = fmt::format("inputs.{}", quoted_if_odd(input.key));
    if (!input.value)
      problems.error(fmt::format("`{}` needs the key `default`", name), input.spot);
    else if (check_map(input.value, name, kKeys, problems))
      require_key(input.value, name, "default", problems);
  }
}

}  // namespace monoci
