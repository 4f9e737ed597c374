#pragma once

#include <set>

#include "affected/affected.hpp"

namespace monoci {

// Job templates and files that they include that changed in comments and layout alone. They say the same on both sides:
// types, quotes that matter, order, and keys that YAML 1.1 may take for something else than text.
std::set<RepoPath> unchanged_templates(const Side& base, const Side& head, const Changes& changes);

}  // namespace monoci
