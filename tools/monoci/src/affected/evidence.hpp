#pragma once

#include <map>
#include <set>

#include "affected/affected.hpp"
#include "workspace/locks.hpp"

namespace monoci {

// What a change means where files are compared by what they say: locks, manifests above projects, job templates.
Evidence evidence_between(const Side& base, const Side& head, Changes changes, LockCache& cache);

// Reads each lock that changed and that both sides have, and compares it by slice. Others say the same on both sides,
// or are there on one alone.
std::map<RepoPath, LockEvidence> changed_locks(const Side& base, const Side& head, const Changes& changes,
                                               LockCache& cache);

// Reads each manifest that changed, that both sides have as a file and that other projects are below, and compares it
// part by part: comments, layout and the order of keys are nothing. One that has no meaning on a side is left out, it
// counts as a whole.
std::map<RepoPath, TableChanges> changed_tables(const Side& base, const Side& head, const Changes& changes);

// Job templates and files that they include that changed in comments and layout alone. They say the same on both sides:
// types, quotes that matter, order, and keys that YAML 1.1 may take for something else than text.
std::set<RepoPath> unchanged_templates(const Side& base, const Side& head, const Changes& changes);

}  // namespace monoci
