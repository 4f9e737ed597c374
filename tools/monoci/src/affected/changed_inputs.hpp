#pragma once

#include <set>

#include "affected/evidence.hpp"
#include "affected/reasons.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

enum class SideName { base, head };

// What changed paths mean to the projects of one side: whose files they are, whose links lead to them, above whom they
// stand, and so on. Adds to `reasons`; returns the paths that were an input of some project.
std::set<RepoPath> add_changed_inputs(const Workspace& workspace, SideName side, const Changes& changes,
                                      Reasons& reasons);

}  // namespace monoci
