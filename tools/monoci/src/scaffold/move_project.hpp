#pragma once

#include "scaffold/new_project.hpp"

namespace monoci {

// Everything that moving a project to another directory changes: what named the old place, and what the project names
// itself by relative paths. Before anything is written the repository is read as it will be: the same projects and
// edges as before, with one at another place; else every difference is an error.
std::expected<TreeEdits, Diagnostics> move_project(const ProjectId& project, const RepoPath& to,
                                                   const Surroundings& around);

}  // namespace monoci
