// What no row of keys.cpp can state: each is named by a row, and asked where a value has the types that the row allows.
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "gitlab/rules/pipeline_node.hpp"

namespace monoci {

void check_exposed(const PipelineNode& artifacts, std::string_view name, Diagnostics& problems);
void check_key_text(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_cache_key(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_cache_policy(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_plain_variables(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_job_variables(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_job_inputs(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_inherited_keys(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_cluster(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_environment_name(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_environment_text(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_ref(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_release_date(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_pages_lifetime(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_retry_number(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_retry_count(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_retry_reasons(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_retry_reason(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_step(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_run_function(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_plain_name(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_plain_names(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_secret(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_coverage(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_need_list(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_policy(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_parallel(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_rules(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_script(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_tags(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_timeout(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_trigger(const PipelineNode& node, std::string_view name, Diagnostics& problems);

// Of the files that a file includes, and of its inputs.

void check_include(const PipelineNode& entry, std::string_view name, Diagnostics& problems);
void check_header_include(const PipelineNode& entry, std::string_view name, Diagnostics& problems);
void check_child_include(const PipelineNode& entry, std::string_view name, Diagnostics& problems);
void check_include_rules(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_include_cache(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_input(const PipelineNode& input, std::string_view name, Diagnostics& problems);
void check_input_regex(const PipelineNode& node, std::string_view name, Diagnostics& problems);
void check_input_rule(const PipelineNode& rule, std::string_view name, Diagnostics& problems);

}  // namespace monoci
