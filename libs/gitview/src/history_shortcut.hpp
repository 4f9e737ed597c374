#pragma once

#include <cstdint>
#include <optional>

#include "gitview/commit_graph.hpp"
#include "layout.hpp"

namespace gitview {

// The commit-graph file, unless this repository changes what history is: with a shallow boundary, grafts or replace
// refs git leaves it alone, and so do we.
std::optional<CommitGraph> usable_commit_graph(const Layout& layout);

// That file, opened when it pays. Opening it hashes the whole file, so the first commits are read as objects, until as
// much has been spent on them as the hashing costs: no walk costs more than twice what the better way would have.
class HistoryShortcut {
 public:
  HistoryShortcut() = default;
  explicit HistoryShortcut(Layout layout);
  std::optional<CommitGraph::Row> find(const Oid& commit);

 private:
  Layout layout_{};
  std::uint64_t reads_before_ = 0;  // commits to be read as objects first
  bool is_decided_ = true;
  std::optional<CommitGraph> graph_;
};

}  // namespace gitview
