#include <fmt/format.h>

#include <array>

#include "gitlab/rules/rows.hpp"
#include "gitlab/rules/top_and_job_settings.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostFiles = 3;
constexpr std::array<std::string_view, 13> kIncludeKeys = {"artifact",  "cache", "component", "file",    "inputs",
                                                           "integrity", "job",   "local",     "project", "ref",
                                                           "remote",    "rules", "template"};
constexpr std::array<std::string_view, 2> kStrategies = {"depend", "mirror"};

void check_include(const PipelineNode& include, Diagnostics& problems) {
  if (!is_known(include) || include.is(ValueType::string)) return;
  if (!include.is(ValueType::list)) return refuse(include, "trigger.include", "text or a list", problems);
  check_length(include, "trigger.include", kMostFiles, problems);
  for (const auto& entry : include.items()) check_include_entry(entry, "trigger.include", problems);
}

void check_forward(const PipelineNode& forward, Diagnostics& problems) {
  constexpr std::array<std::string_view, 2> kForwardKeys = {"pipeline_variables", "yaml_variables"};
  if (!check_map(forward, "trigger.forward", kForwardKeys, problems)) return;
  for (const auto key : kForwardKeys)
    check_boolean(forward.find(key), fmt::format("trigger.forward.{}", key), problems);
}

}  // namespace

void check_include_entry(const PipelineNode& entry, std::string_view name, Diagnostics& problems) {
  if (entry.opaque() || entry.is(ValueType::string)) return;
  if (!check_map(entry, name, kIncludeKeys, problems)) return;
  if (entry.find("artifact")) require_key(entry, name, "job", problems);
  if (entry.find("project")) require_key(entry, name, "file", problems);
}

void check_trigger(const PipelineNode& node, Diagnostics& problems) {
  constexpr std::array<std::string_view, 3> kChildKeys = {"forward", "include", "strategy"};
  constexpr std::array<std::string_view, 5> kProjectKeys = {"branch", "forward", "inputs", "project", "strategy"};
  if (!is_known(node)) return;
  if (node.is(ValueType::string)) return check_filled_text(node, "trigger", problems);
  const bool is_child = node.has("include");
  if (!check_map(node, "trigger", is_child ? Words(kChildKeys) : Words(kProjectKeys), problems)) return;
  check_choice(node.find("strategy"), "trigger.strategy", kStrategies, problems);
  check_forward(node.find("forward"), problems);
  if (is_child) return check_include(node.find("include"), problems);
  require_key(node, "trigger", "project", problems);
  check_filled_text(node.find("project"), "trigger.project", problems);
  check_text(node.find("branch"), "trigger.branch", problems);
  if (const auto inputs = node.find("inputs"); is_known(inputs) && !inputs.is(ValueType::map))
    refuse(inputs, "trigger.inputs", "a map", problems);
}

}  // namespace monoci
