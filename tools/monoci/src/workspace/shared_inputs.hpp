#pragma once

#include "workspace/included_files.hpp"
#include "workspace/links.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Fills what counts for many projects at once and may be a link: context files, global inputs, job templates and the
// files that these include. A global input, template or included file that is named and does not exist is an error.
void find_shared_inputs(Workspace& workspace, const Links& links, IncludedFiles& included, Diagnostics& problems);

}  // namespace monoci
