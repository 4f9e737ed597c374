// The definition of affectedness, with slices of locks, tables, private files and jobs, read aloud from the texts:
// every input of a project and of a job is written down for both sides and compared. Knows the words of changed_world
// alone.
#pragma once

#include <map>
#include <set>
#include <string>

#include "support/files.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

struct DefinedWorld {
  std::set<std::string> affected;
  std::set<std::string> jobs;  // "a:test"
  bool operator==(const DefinedWorld&) const = default;
};

// Which edges there are is not the question here: they are taken from the workspaces.
DefinedWorld world_by_definition(const Files& before, const Workspace& base, const Files& after, const Workspace& head);

}  // namespace monoci
