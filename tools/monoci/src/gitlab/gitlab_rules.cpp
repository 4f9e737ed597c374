#include "gitlab/gitlab_rules.hpp"

#include "gitlab/rules/rule.hpp"

namespace monoci {

void check_gitlab_pipeline(std::span<const PipelineFile> files, const GitLabLimits& limits, Diagnostics& problems) {
  const MergedPipeline pipeline(files, limits);
  for (const auto& rule : gitlab_rules()) apply_rule(rule, pipeline, problems);
}

}  // namespace monoci
