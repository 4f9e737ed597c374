#pragma once

#include "config/config.hpp"
#include "workspace/found.hpp"
#include "workspace/project.hpp"

namespace monoci {

// The files of a project that its dependents cannot see: what its settings and `inputs.private` of monoci.yaml name,
// and with `auto` tests, pages and the like of a package that is built from another directory than its own.
PrivateFiles private_files(const FoundProject& found, const ProjectSettings& settings, const Config& config,
                           const FileTree& tree, Diagnostics& problems);

}  // namespace monoci
