// Inputs: of a file, below `spec`, and of a job.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/quoted.hpp"
#include "base/wildcard.hpp"
#include "gitlab/rules/expression.hpp"
#include "gitlab/rules/file_keys.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

bool is_nested(const PipelineNode& node) { return node.is(ValueType::list) || node.is(ValueType::map); }

std::string_view type_of_input(const PipelineNode& input) {
  const auto type = input.find("type");
  return type.is(ValueType::string) ? std::string_view(type.text()) : "string";
}

bool is_digits(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() &&
         std::ranges::all_of(text, [](char each) { return (each >= '0' && each <= '9') || each == '.'; });
}

// GitLab reads a text as JSON before it asks for its type.
bool is_of_type(const PipelineNode& value, std::string_view type) {
  const bool is_text = value.is(ValueType::string);
  if (type == "number")
    return value.is(ValueType::integer) || value.is(ValueType::floating) || (is_text && is_digits(value.text()));
  if (type == "boolean")
    return value.is(ValueType::boolean) || (is_text && (value.text() == "true" || value.text() == "false"));
  if (type == "array") return value.is(ValueType::list) || (is_text && value.text().starts_with('['));
  return true;
}

void check_default_option(const PipelineNode& input, const PipelineNode& value, std::string_view name,
                          Diagnostics& problems) {
  const auto options = input.find("options");
  if (!options.is(ValueType::list) || !value) return;
  const auto is_value = [&](const PipelineNode& each) {
    return is_nested(each) || is_nested(value) ? each.value() == value.value() : each.text() == value.text();
  };
  if (std::ranges::none_of(options.items(), is_value))
    problems.error(fmt::format("the default of `{}` is none of its options", name), value.spot());
}

void check_default_matches(const PipelineNode& input, const PipelineNode& value, std::string_view name,
                           Diagnostics& problems) {
  const auto regex = input.find("regex");
  if (!regex.is(ValueType::string) || !value || is_nested(value)) return;
  const auto pattern = Pattern::regular_expression(fmt::format("(?s:.*)(?:{})(?s:.*)", regex.text()));
  if (pattern && !pattern->matches(value.text()))
    problems.error(fmt::format("the default of `{}` does not match its regex", name), value.spot());
}

// `$[[ inputs.x ]]` stands in a condition like a variable.
std::string with_variables(std::string_view condition) {
  std::string result;
  for (std::size_t at = 0; at < condition.size();) {
    const auto end = condition.substr(at).starts_with("$[[") ? condition.find("]]", at) : std::string_view::npos;
    result += end == std::string_view::npos ? condition.substr(at, 1) : "$INPUT";
    at = end == std::string_view::npos ? at + 1 : end + 2;
  }
  return result;
}

}  // namespace

void check_input(const PipelineNode& input, std::string_view name, Diagnostics& problems) {
  if (!input.is(ValueType::map)) return;
  const auto type = type_of_input(input);
  const auto value = input.find("default");
  const bool has_rules = input.has("rules");
  for (const std::string_view key : {"options", "default"})
    if (has_rules && input.has(key))
      problems.error(fmt::format("`{}` has both `rules` and `{}`", name, key), input.spot(), "say it in the rules");
  if (value && !is_of_type(value, type))
    refuse(value, fmt::format("{}.default", name), fmt::format("of type {}", type), problems);
  const bool takes_options = type == "string" || type == "number";
  if (!takes_options && input.find("options"))
    problems.error(fmt::format("`{}` of type {} takes no options", name, type), input.find("options").spot(),
                   "only texts and numbers have them");
  if (takes_options) check_default_option(input, value, name, problems);
  if (type == "string") check_default_matches(input, value, name, problems);
  if (type != "string" && input.has("regex"))
    problems.error(fmt::format("`{}` of type {} takes no regex", name, type), input.find("regex").spot(),
                   "only texts have one");
}

void check_input_regex(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (const auto pattern = Pattern::regular_expression(node.text()); !pattern)
    problems.error(fmt::format("`{}` is no regular expression: {}", name, pattern.error()), node.spot(),
                   "write it in RE2's syntax, without slashes");
}

void check_input_rule(const PipelineNode& rule, std::string_view name, Diagnostics& problems) {
  if (!rule.has("default"))
    problems.error(fmt::format("a rule of `{}` has no `default`", name), rule.spot(),
                   "give it `options` and a `default`");
  const auto condition = rule.find("if");
  if (check_text(condition, fmt::format("{}.if", name), problems))
    if (const auto fault = expression_fault(with_variables(condition.text())); !fault.empty())
      problems.error(fmt::format("`if` is no condition: {}", fault), condition.spot(),
                     "write `$[[ inputs.name ]] == \"text\"`");
  check_default_option(rule, rule.find("default"), name, problems);
}

void check_job_inputs(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr std::size_t kMost = 50;
  const auto inputs = node.members();
  if (inputs.size() > kMost)
    problems.error("there are too many `inputs`", node.spot(), fmt::format("GitLab takes at most {}", kMost));
  for (const auto& input : inputs) {
    const auto shown = fmt::format("{}.{}", name, quoted_if_odd(input.key));
    if (input.value)
      check_shape(input.value, shown, kJobInputShape, problems);
    else
      problems.error(fmt::format("`{}` needs the key `default`", shown), input.spot);
  }
}

}  // namespace monoci
