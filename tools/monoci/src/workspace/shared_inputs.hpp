#pragma once

#include "workspace/links.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Fills what counts for many projects at once and may be a link: context files, global inputs, job templates. A global
// input or template that is named and does not exist is an error.
void find_shared_inputs(Workspace& workspace, const Links& links, Diagnostics& problems);

}  // namespace monoci
