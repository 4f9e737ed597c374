#pragma once

#include <map>

#include "config/project_settings.hpp"
#include "workspace/found.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Fills `outside` and `patterns` of every project: targets of its links, `inputs` that it declares, `../` strings of
// its packaging tables, files that its path sources name. Links are followed.
void find_outside_inputs(Workspace& workspace, const Found& found, const Links& links,
                         const std::map<RepoPath, ProjectSettings>& settings, Diagnostics& problems);

}  // namespace monoci
