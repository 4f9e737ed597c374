#pragma once

#include <string>

#include "process/environment.hpp"

namespace monoci {

// What a variable holds; empty where it is not set, which GitLab does not tell apart either.
std::string value_of(const Environment& environment, const std::string& name);

// Set, and not to "false".
bool is_switched_on(const Environment& environment, const std::string& name);

bool is_in_gitlab(const Environment& environment);

// CI_PIPELINE_SOURCE; of a child pipeline its parent's, where MONOCI_PARENT_SOURCE hands it down: GitLab itself says
// only that it is a child.
std::string pipeline_source(const Environment& environment);

bool is_child_pipeline(const Environment& environment);
bool is_merge_request(const Environment& environment);

bool is_push_to_default_branch(const Environment& environment);

// What is built is the default branch, whatever set the pipeline off.
bool is_on_default_branch(const Environment& environment);

}  // namespace monoci
