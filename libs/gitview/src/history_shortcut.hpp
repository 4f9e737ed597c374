#pragma once

#include <optional>

#include "gitview/commit_graph.hpp"
#include "layout.hpp"

namespace gitview {

// The commit-graph file, unless this repository changes what history is: with a shallow boundary, grafts or replace
// refs git leaves it alone, and so do we.
std::optional<CommitGraph> usable_commit_graph(const Layout& layout);

}  // namespace gitview
