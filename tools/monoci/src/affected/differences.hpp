#pragma once

#include "affected/affected.hpp"
#include "affected/reasons.hpp"

namespace monoci {

// What differs between the workspaces themselves, with no file of the project changed: it is new, depends on others
// than before, has another kind or other settings, or owns other files because a directory in it became a project or
// stopped being one.
void add_differences(const Side& base, const Side& head, Reasons& reasons);

}  // namespace monoci
