#pragma once

#include "base/diagnostic.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Whether a workspace has nothing new but one project with its own edges: every other project, and every edge between
// others, is as it was. Each difference is an error.
void check_same_otherwise(const Workspace& before, const Workspace& after, const ProjectId& project,
                          Diagnostics& problems);

}  // namespace monoci
