// What gives projects reasons of their own, before it spreads to those that depend on them.
#pragma once

#include <vector>

#include "affected/affected.hpp"
#include "affected/change_index.hpp"
#include "affected/reasons.hpp"

namespace monoci {

// What changed paths mean to the projects of base and of head: the inputs of each (workspace/inputs_of.hpp) are held
// against the changes. Adds to `reasons`; returns for each change whether it was an input of some project.
std::vector<bool> add_changed_inputs(const Workspace& base, const Workspace& head, ChangeIndex& changes,
                                     Reasons& reasons);

// What differs between the workspaces themselves, with no file of the project changed: it is new, depends on others
// than before, has another kind or other settings, or owns other files because a directory in it became a project or
// stopped being one.
void add_differences(const Side& base, const Side& head, Reasons& reasons);

}  // namespace monoci
