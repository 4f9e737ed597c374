#pragma once

#include <map>

#include "affected/affected.hpp"

namespace monoci {

// Reads each manifest that changed, that both sides have as a file and that other projects are below, and compares it
// part by part: comments, layout and the order of keys are nothing. One that has no meaning on a side is left out, it
// counts as a whole.
std::map<RepoPath, TableChanges> changed_tables(const Side& base, const Side& head, const Changes& changes);

}  // namespace monoci
