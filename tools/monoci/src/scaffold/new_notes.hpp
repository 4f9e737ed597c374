#pragma once

#include <optional>
#include <string>

#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// What of monoci.yaml is missing so that a project has the jobs of the kind that its template is for; nothing when it
// has them.
std::optional<std::string> jobs_note(const Project& project, const std::string& wanted_kind, const Config& config,
                                     bool has_config);

// Who depends on the project as soon as it is there; nothing when nobody waited for it.
std::optional<std::string> dependents_note(const Project& project, const Workspace& workspace);

// That an owner was given where no CODEOWNERS takes it; nothing when one does, or none was given.
std::optional<std::string> owner_note(const std::string& owner, const FileTree& tree);

}  // namespace monoci
