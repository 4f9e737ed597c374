// What holds of a pipeline as a whole.
#pragma once

#include "base/diagnostic.hpp"
#include "gitlab/rules/merged_pipeline.hpp"

namespace monoci {

void check_document_is_map(const MergedPipeline&, Diagnostics&);
void check_visible_jobs(const MergedPipeline&, Diagnostics&);
void check_hidden_jobs(const MergedPipeline&, Diagnostics&);
void check_reserved_names(const MergedPipeline&, Diagnostics&);
void check_stages(const MergedPipeline&, Diagnostics&);
void check_default(const MergedPipeline&, Diagnostics&);
void check_workflow(const MergedPipeline&, Diagnostics&);
void check_workflow_rules(const MergedPipeline&, Diagnostics&);
void check_pipeline_variables(const MergedPipeline&, Diagnostics&);
void check_includes(const MergedPipeline&, Diagnostics&);
void check_extends(const MergedPipeline&, Diagnostics&);
void check_references(const MergedPipeline&, Diagnostics&);
void check_job_count(const MergedPipeline&, Diagnostics&);
void check_deployments(const MergedPipeline&, Diagnostics&);
void check_size(const MergedPipeline&, Diagnostics&);

}  // namespace monoci
