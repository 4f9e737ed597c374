// Where a job deploys to and what it publishes.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/quoted.hpp"
#include "gitlab/rules/duration.hpp"
#include "gitlab/rules/key_checks.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

bool may_stand_in_environment(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("_/${}. -").contains(letter);
}

bool begins_with_date(const PipelineNode& node) {
  constexpr std::string_view kShape = "0000-00-00";
  const auto& text = node.text();
  return node.is(ValueType::string) && text.size() >= kShape.size() &&
         std::ranges::equal(kShape, text.substr(0, kShape.size()), [](char shape, char letter) {
           return shape == '0' ? letter >= '0' && letter <= '9' : shape == letter;
         });
}

bool is_said(const PipelineNode& map, std::string_view key) {
  const auto value = map.find(key);
  return value && !value.is_empty();
}

}  // namespace

void check_environment_name(const PipelineNode& node, std::string_view, Diagnostics& problems) {
  const auto& name = node.text();
  if (name.empty()) return problems.error("`environment.name` is empty", node.spot());
  if (!std::ranges::all_of(name, may_stand_in_environment) || name.starts_with('/') || name.ends_with('/'))
    problems.error(fmt::format("`environment.name` cannot be `{}`", quoted_if_odd(name)), node.spot(),
                   "use letters, digits, spaces and `-_/${}.`, with no `/` at either end");
}

void check_environment_text(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (node.is(ValueType::string)) check_environment_name(node, name, problems);
}

void check_cluster(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  const auto managed = node.find("managed_resources"), dashboard = node.find("dashboard");
  const auto enabled = managed.is(ValueType::map) ? managed.find("enabled") : PipelineNode();
  const bool is_managed = enabled.is(ValueType::boolean) && enabled.text() == "true";
  if (is_said(node, "flux_resource_path")) require_key(node, name, "namespace", problems);
  if (is_said(node, "flux_resource_path") || is_said(node, "dashboard") || is_managed)
    if (!is_said(node, "agent")) problems.error(fmt::format("`{}` needs the key `agent`", name), node.spot());
  if (!dashboard.is(ValueType::map)) return;
  for (const std::string_view key : {"namespace", "flux_resource_path"})
    if (is_said(node, key) && is_said(dashboard, key))
      problems.error(fmt::format("`{}` has `{}` itself and below `dashboard`", name, key), node.find(key).spot(),
                     "keep the one below `dashboard`");
}

void check_ref(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  const auto& ref = node.text();
  if (ref.find_first_of(" ~^:?*[\\") != std::string::npos || ref.contains("..") || ref.starts_with('-'))
    problems.error(fmt::format("`{}` cannot be `{}`", name, quoted_if_odd(ref)), node.spot(), "git knows no such name");
}

void check_release_date(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!begins_with_date(node)) refuse(node, name, "a date and time (`2026-01-31T12:00:00Z`)", problems);
}

void check_pages_lifetime(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  if (!node.is(ValueType::string) || !node.text().contains('$')) check_lifetime(node, name, problems);
}

void check_secret(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr std::array<std::string_view, 6> kVaults = {
      "akeyless", "aws_secrets_manager", "azure_key_vault", "gcp_secret_manager", "gitlab_secrets_manager", "vault"};
  const auto count = std::ranges::count_if(kVaults, [&](std::string_view key) { return bool(node.find(key)); });
  if (count != 1)
    problems.error(fmt::format("`{}` needs exactly one vault", name), node.spot(),
                   fmt::format("one of {}", fmt::join(kVaults, ", ")));
}

}  // namespace monoci
