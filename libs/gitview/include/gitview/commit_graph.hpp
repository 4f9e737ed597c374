#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "gitview/oid.hpp"

namespace gitview {

class CommitGraphLayer;

// The commit-graph file of an object directory (also a split chain), as git 2.36 and later write it: format version 1,
// SHA-1, chunks OIDF, OIDL, CDAT and EDGE, others skipped (gitformat-commit-graph(5)). libgit2 1.5 rejects such files.
class CommitGraph {
 public:
  struct Row {
    Oid tree;
    std::vector<Oid> parents;
    std::int64_t time = 0;
  };

  // Nothing when there is no file, or when it is damaged or of another version: the objects say the same, slower. All
  // of it is hashed: one wrong bit in a parent can move a merge base anywhere.
  static std::optional<CommitGraph> open(const std::filesystem::path& object_directory);

  // What `open` would read, lowest layer of a chain first.
  static std::vector<std::filesystem::path> files(const std::filesystem::path& object_directory);

  // Nothing when the commit is not in the graph, when its row points outside of it, or when its generation number is
  // not the one that those of its parents make: whoever wrote such a row was wrong about the parents too.
  std::optional<Row> find(const Oid& commit) const;

  CommitGraph(CommitGraph&&) noexcept;
  CommitGraph& operator=(CommitGraph&&) noexcept;
  ~CommitGraph();

 private:
  explicit CommitGraph(std::vector<CommitGraphLayer> layers);
  struct Parents {
    std::vector<Oid> oids;
    std::uint32_t highest_generation = 0;
  };
  bool add_parent(Parents& parents, std::uint32_t position) const;
  bool add_edge_list(Parents& parents, const CommitGraphLayer& layer, std::uint32_t index) const;

  std::vector<CommitGraphLayer> layers_;  // lowest first
};

}  // namespace gitview
