#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source_text.hpp"

namespace monoci {

// A .gitlab-ci.yml that is there already, as far as jobs beside its own must fit.
struct ExistingPipeline {
  std::vector<std::string> stages;  // as written; none: GitLab's own, or those of an included file
  bool has_workflow = false;        // `workflow: rules`
  bool for_merge_requests = false;  // they let pipelines of merge requests be
  bool includes_ours = false;       // it has the line already
  bool readable = true;             // else it was only searched for words
};

ExistingPipeline existing_pipeline(const SourceText& yaml, std::string_view our_file);

// One of its stages that jobs of ours can stand in.
std::string stage_in(const ExistingPipeline& pipeline);

}  // namespace monoci
