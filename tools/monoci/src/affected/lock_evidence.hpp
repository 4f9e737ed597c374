#pragma once

#include <map>

#include "affected/affected.hpp"
#include "workspace/locks.hpp"

namespace monoci {

// Reads each lock that changed and that both sides have, and compares it by slice. Others say the same on both sides,
// or are there on one alone.
std::map<RepoPath, LockEvidence> changed_locks(const Side& base, const Side& head, const Changes& changes,
                                               LockCache& cache);

}  // namespace monoci
