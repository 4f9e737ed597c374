#pragma once

#include "workspace/links.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Which projects have a pipeline of their own instead of jobs from templates, and what the others change of their jobs.
// A pipeline that does not exist, and jobs to change where there are none, are errors.
void settle_jobs(Project& project, const ProjectSettings& settings, const Config& config, const Links& links,
                 Diagnostics& problems);

}  // namespace monoci
