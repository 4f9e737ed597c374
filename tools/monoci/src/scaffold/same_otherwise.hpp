#pragma once

#include "base/diagnostic.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Whether a workspace has nothing new but one project with its own edges: every other project, and every edge between
// others, is as it was. Each difference is an error. A workspace source that named no member waits for such a project,
// so that its requirement is met is no difference.
void check_same_otherwise(const Workspace& before, const Workspace& after, const ProjectId& project,
                          Diagnostics& problems);

// Whether a workspace is the same but for the directory of one project: each project of the same kind, each edge again.
void check_same_but_moved(const Workspace& before, const Workspace& after, const ProjectId& from, const ProjectId& to,
                          Diagnostics& problems);

}  // namespace monoci
