#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

// One entry of `needs` that names a job of the same pipeline.
struct WrittenNeed {
  std::string job;
  bool optional = false;
  PipelineNode parallel;  // only some of the job's instances
  Spot spot;
};

// The entries that can be read; whoever wants faults calls check_need_list.
std::vector<WrittenNeed> needs_in(const PipelineNode& needs);

void check_need_list(const PipelineNode& needs, std::string_view name, Diagnostics& problems);

// What may stand only in some jobs: an entry that names another pipeline, or a project.
enum class NeedKind { job, pipeline_job, project_job, pipeline, unknown };
NeedKind kind_of_need(const PipelineNode& entry);
std::vector<PipelineNode> entries_of(const PipelineNode& needs);  // lists in lists laid flat

}  // namespace monoci
