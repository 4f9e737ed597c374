// What may stand below one key of a job, of `default`, or at the top. Each is a row of the table.
#pragma once

#include "base/diagnostic.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

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
