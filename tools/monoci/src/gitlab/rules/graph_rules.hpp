// What jobs say of each other.
#pragma once

#include "base/diagnostic.hpp"
#include "gitlab/rules/merged_pipeline.hpp"

namespace monoci {

void check_needed_jobs(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_need_count(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_need_kinds(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_needs_twice(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_needs_survive(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_dependencies(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_artifact_source(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_stop_job(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_cycles(const MergedPipeline&, Diagnostics&);

}  // namespace monoci
