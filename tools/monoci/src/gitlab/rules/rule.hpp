#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "base/diagnostic.hpp"
#include "gitlab/rules/key_shape.hpp"
#include "gitlab/rules/merged_pipeline.hpp"

namespace monoci {

struct GitLabText;

// What a rule looks at decides how often it is asked.
using TextCheck = void (*)(const GitLabText&, Diagnostics&);                         // each file
using PipelineCheck = void (*)(const MergedPipeline&, Diagnostics&);                 // once
using JobCheck = void (*)(const PipelineJob&, const MergedPipeline&, Diagnostics&);  // each visible job

// A key of jobs: the rule of its name is asked wherever it may stand.
struct GitLabKey {
  std::string_view name;
  unsigned where;  // of keys.hpp
  const KeyShape& shape;
  std::string_view says;  // nothing where rules about jobs judge it
};

std::span<const GitLabKey> gitlab_keys();

struct Rule {
  std::string_view name;
  std::string_view says;  // what holds in a good file, for docs/lint.md and for whoever reads the table
  std::variant<TextCheck, PipelineCheck, JobCheck, const GitLabKey*> check;
};

std::span<const Rule> gitlab_rules();  // those of rules.cpp, and one for each key

// One rule over a pipeline; a rule about texts finds nothing there.
void apply_rule(const Rule& rule, const MergedPipeline& pipeline, Diagnostics& problems);

}  // namespace monoci
