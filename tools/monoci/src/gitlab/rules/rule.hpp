#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "base/diagnostic.hpp"
#include "gitlab/rules/merged_pipeline.hpp"

namespace monoci {

struct GitLabText;

// What a rule looks at decides how often it is asked.
using TextCheck = void (*)(const GitLabText&, Diagnostics&);                         // each file
using PipelineCheck = void (*)(const MergedPipeline&, Diagnostics&);                 // once
using JobCheck = void (*)(const PipelineJob&, const MergedPipeline&, Diagnostics&);  // each visible job
using SettingCheck = void (*)(const PipelineNode& value,
                              Diagnostics&);  // the key of the rule's name, wherever it may stand

struct Rule {
  std::string_view name;
  std::string_view says;  // what holds in a good file, for docs/lint.md and for whoever reads the table
  std::variant<TextCheck, PipelineCheck, JobCheck, SettingCheck> check;
};

std::span<const Rule> gitlab_rules();

// One rule over a pipeline; a rule about texts finds nothing there.
void apply_rule(const Rule& rule, const MergedPipeline& pipeline, Diagnostics& problems);

}  // namespace monoci
