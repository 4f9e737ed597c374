#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "gitview/oid.hpp"

namespace gitview {

// The commit-graph file of an object directory (also a split chain), as git 2.36 and later write it: format version 1,
// SHA-1, chunks OIDF, OIDL, CDAT and EDGE, others skipped (gitformat-commit-graph(5)). libgit2 1.5 rejects such files.
class CommitGraph {
 public:
  struct Row {
    Oid tree;
    std::vector<Oid> parents;
    std::int64_t time = 0;
  };
  // Nothing when there is no file, or when it is damaged or of another version: the objects say the same, slower.
  static std::optional<CommitGraph> open(const std::filesystem::path& object_directory);
  std::optional<Row> find(const Oid& commit) const;

  CommitGraph(CommitGraph&&) noexcept;
  CommitGraph& operator=(CommitGraph&&) noexcept;
  ~CommitGraph();

 private:
  struct Layer;
  explicit CommitGraph(std::vector<Layer> layers);
  std::vector<Layer> layers_;
};

}  // namespace gitview
