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

// What may stand below one key of a job, of `default`, or at the top. Each is a row of the table.

void check_script(const PipelineNode&, Diagnostics&);
void check_before_script(const PipelineNode&, Diagnostics&);
void check_after_script(const PipelineNode&, Diagnostics&);
void check_hooks(const PipelineNode&, Diagnostics&);
void check_run(const PipelineNode&, Diagnostics&);
void check_image(const PipelineNode&, Diagnostics&);
void check_services(const PipelineNode&, Diagnostics&);
void check_cache(const PipelineNode&, Diagnostics&);
void check_artifacts(const PipelineNode&, Diagnostics&);
void check_retry(const PipelineNode&, Diagnostics&);
void check_timeout(const PipelineNode&, Diagnostics&);
void check_parallel(const PipelineNode&, Diagnostics&);
void check_allow_failure(const PipelineNode&, Diagnostics&);
void check_interruptible(const PipelineNode&, Diagnostics&);
void check_coverage(const PipelineNode&, Diagnostics&);
void check_tags(const PipelineNode&, Diagnostics&);
void check_stage_value(const PipelineNode&, Diagnostics&);
void check_extends_value(const PipelineNode&, Diagnostics&);
void check_resource_group(const PipelineNode&, Diagnostics&);
void check_manual_confirmation(const PipelineNode&, Diagnostics&);
void check_dependencies_value(const PipelineNode&, Diagnostics&);
void check_environment(const PipelineNode&, Diagnostics&);
void check_release(const PipelineNode&, Diagnostics&);
void check_pages(const PipelineNode&, Diagnostics&);
void check_publish(const PipelineNode&, Diagnostics&);
void check_id_tokens(const PipelineNode&, Diagnostics&);
void check_rules(const PipelineNode&, Diagnostics&);
void check_only(const PipelineNode&, Diagnostics&);
void check_except(const PipelineNode&, Diagnostics&);
void check_job_variables(const PipelineNode&, Diagnostics&);
void check_inherit(const PipelineNode&, Diagnostics&);
void check_inputs(const PipelineNode&, Diagnostics&);
void check_trigger(const PipelineNode&, Diagnostics&);
void check_needs_value(const PipelineNode&, Diagnostics&);

}  // namespace monoci
