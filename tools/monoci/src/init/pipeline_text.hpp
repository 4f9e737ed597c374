#pragma once

#include <string>

#include "init/existing_pipeline.hpp"

namespace monoci {

// The workflow that monoci's jobs need, which GitLab reads from .gitlab-ci.yml alone.
std::string workflow_text();

// A .gitlab-ci.yml where there is none.
std::string pipeline_text();

// The two jobs that write the child pipeline and start it, for a file that .gitlab-ci.yml includes.
std::string jobs_text(const std::string& stage);

}  // namespace monoci
