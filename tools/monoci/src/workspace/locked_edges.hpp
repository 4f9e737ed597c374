// Dependencies between projects that no manifest says: a package from an index that requires a project again, as a
// plug-in does its host.
#pragma once

#include <optional>
#include <vector>

#include "ecosystem/lock.hpp"
#include "workspace/edge.hpp"
#include "workspace/found.hpp"

namespace monoci {

// What a package of a lock is, in the order of the lock's packages.
struct LockedPlace {
  const FoundProject* project = nullptr;  // nullptr: from elsewhere, or a directory that is no project
  bool is_member = false;                 // of the workspace that the lock is of
  bool says_requirements = false;         // in a manifest: what it requires itself is known from there
};

// The ways from each member's own nodes to projects that lead through packages whose requirements only the lock knows,
// up to the first member: that one has ways of its own. So do projects whose manifest says nothing. The spot is the
// line that requires the project. Sorted, one edge for all ways of a kind between two nodes. Nothing where there are
// more ways than anybody can walk.
std::optional<std::vector<Edge>> locked_edges(const Lock& lock, const std::vector<LockedPlace>& places);

}  // namespace monoci
