#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

struct WantedProject {
  std::string name;       // of its directory, as typed
  std::string package;    // as typed; mostly the same
  RepoPath directory;     // where it goes
  std::string ecosystem;  // as the template says (scaffold.hpp)
};

// Every reason why a project cannot be called so: what package indexes, languages, git and other systems cannot have as
// a name, and what is taken in this repository (names, directories whatever their case, CI slugs).
void check_project_name(const WantedProject& wanted, const Workspace& workspace, Diagnostics& problems);

}  // namespace monoci
