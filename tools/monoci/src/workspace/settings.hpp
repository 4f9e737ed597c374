#pragma once

#include <map>
#include <optional>

#include "config/config.hpp"
#include "workspace/found.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// What each project says of itself, from its manifest or its monoci.project.yaml; both at once is an error.
std::map<RepoPath, ProjectSettings> settings_of(const Found& found, const Links& links,
                                                std::vector<Diagnostic>& unreadable, Diagnostics& problems);

// The kind that settings, else the first matching entry of `kinds`, else the directory's first component give.
std::string kind_of(const RepoPath& directory, const ProjectSettings& settings, const Config& config,
                    Diagnostics& problems);

// Places of kinds that are nowhere: the projects that are meant would get other jobs, or none.
void check_kind_paths(const Config& config, const FileTree& tree, const Links& links, Diagnostics& problems);

// What is wrong with a kind that no project has and nothing declares; nothing when it is fine.
std::optional<Diagnostic> unknown_kind(const Workspace& workspace, const std::string& kind);

}  // namespace monoci
