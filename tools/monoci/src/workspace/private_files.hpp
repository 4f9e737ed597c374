#pragma once

#include "config/config.hpp"
#include "workspace/found.hpp"
#include "workspace/links.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// The files of a project that its dependents cannot see: what its settings and `inputs.private` of monoci.yaml name,
// and with `auto` tests, pages and the like of a package that is built from another directory than its own.
PrivateFiles private_files(const FoundProject& found, const ProjectSettings& settings, const Config& config,
                           const FileTree& tree, Diagnostics& problems);

// Marks what links of the projects themselves lead to: a package may have it by another name.
void find_seen_files(Workspace& workspace, const Links& links);

}  // namespace monoci
