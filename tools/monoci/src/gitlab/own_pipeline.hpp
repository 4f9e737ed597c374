#pragma once

#include "base/diagnostic.hpp"
#include "workspace/project.hpp"

namespace monoci {

// GitLab takes `$`, `%` and `*` in the name of an included file for variables and wildcards: such a name is an error.
bool can_include_pipeline_of(const ProjectId& project, Diagnostics& problems);

}  // namespace monoci
