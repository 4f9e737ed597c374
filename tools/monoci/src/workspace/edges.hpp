#pragma once

#include <vector>

#include "workspace/edge.hpp"
#include "workspace/found.hpp"
#include "workspace/locks.hpp"

namespace monoci {

struct Edges {
  std::vector<Edge> all;                                // sorted, equal ones once
  std::set<UnmetRequirement> unmet;                     // none where a submodule may be what is meant
  std::map<RepoPath, std::set<RepoPath>> path_sources;  // project → projects that its path sources name
};

// Every requirement of every project, as edges between the nodes it joins. Warns of sources that name nothing.
Edges edges_of(const Found& found, const Links& links, Locks& locks, Diagnostics& problems);

}  // namespace monoci
