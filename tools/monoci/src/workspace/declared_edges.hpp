#pragma once

#include <map>

#include "config/project_settings.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// The project that a person names by its directory or its name. An error says what was meant instead, or which
// projects share the name.
Result<ProjectId> project_named(const Workspace& workspace, const std::string& words);

// `depends_on` of every project, as edges between packages.
std::vector<Edge> declared_edges(const Workspace& workspace, const std::map<RepoPath, ProjectSettings>& settings,
                                 Diagnostics& problems);

}  // namespace monoci
