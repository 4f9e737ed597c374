#pragma once

#include "scaffold/new_request.hpp"
#include "scaffold/registration.hpp"
#include "scaffold/template_set.hpp"
#include "scaffold/tree_edits.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

// The repository as it is before.
struct Surroundings {
  const FileTree& tree;
  const Workspace& workspace;
  const FileTexts& texts;
  ReadCache& cache;
};

// Everything that making a project writes, and what it says at the end. The repository is read as it will be before
// anything is written: the project must be one of it, of its kind, and nothing else may have changed for the others.
std::expected<TreeEdits, Diagnostics> new_project(const ProjectTemplate& from, const NewRequest& request,
                                                  const Surroundings& around);

// What is still missing of the registration of a project that is complete: what a killed run could not do.
std::expected<TreeEdits, Diagnostics> finished_project(const RegistrationRequest& request, const Surroundings& around);

}  // namespace monoci
