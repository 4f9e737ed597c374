// What holds of one job as a whole.
#pragma once

#include "base/diagnostic.hpp"
#include "gitlab/rules/merged_pipeline.hpp"

namespace monoci {

void check_job_name(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_job_is_map(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_job_action(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_job_keys(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_job_stage(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_job_when(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_job_delay(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_job_conditions(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_trigger_job(const PipelineJob&, const MergedPipeline&, Diagnostics&);
void check_publishing_job(const PipelineJob&, const MergedPipeline&, Diagnostics&);

}  // namespace monoci
