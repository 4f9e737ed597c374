#pragma once

#include <vector>

#include "workspace/found.hpp"

namespace monoci {

// What a requirement of a project's part may name, seen as a member of the workspace at `root`: by the rules of its
// ecosystem.
std::vector<Target> targets_of(const Requirement& requirement, const RepoPath& directory, const FoundPart& part,
                               const RepoPath& root, const Found& found);

}  // namespace monoci
