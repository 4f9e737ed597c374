// What the rows of rules.cpp call, by what a rule looks at.
#pragma once

#include "base/diagnostic.hpp"
#include "gitlab/rules/gitlab_text.hpp"
#include "gitlab/rules/merged_pipeline.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

// What holds of a file as it is written, and cannot be told from its values any more.

void check_byte_order_mark(const GitLabText&, Diagnostics&);
void check_one_document(const GitLabText&, Diagnostics&);
void check_directives(const GitLabText&, Diagnostics&);
void check_spec(const GitLabText&, Diagnostics&);
void check_interpolation(const GitLabText&, Diagnostics&);
void check_aliases(const GitLabText&, Diagnostics&);
void check_merge_keys(const GitLabText&, Diagnostics&);
void check_tags_known(const GitLabText&, Diagnostics&);
void check_plain_values(const GitLabText&, Diagnostics&);
void check_plain_keys(const GitLabText&, Diagnostics&);

// What holds of a pipeline as a whole.

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

// What holds of one job as a whole.

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

// What jobs say of each other.

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
