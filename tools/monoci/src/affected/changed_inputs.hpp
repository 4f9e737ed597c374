#pragma once

#include <vector>

#include "affected/change_index.hpp"
#include "affected/reasons.hpp"

namespace monoci {

// What changed paths mean to the projects of base and of head: the inputs of each (workspace/inputs_of.hpp) are held
// against the changes. Adds to `reasons`; returns for each change whether it was an input of some project.
std::vector<bool> add_changed_inputs(const Workspace& base, const Workspace& head, ChangeIndex& changes,
                                     Reasons& reasons);

}  // namespace monoci
