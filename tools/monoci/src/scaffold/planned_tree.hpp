#pragma once

#include <map>
#include <string>

#include "scaffold/tree_edits.hpp"
#include "tree/overlay_tree.hpp"

namespace monoci {

// A tree as it will be once edits are made: what monoci would say of it is asked before anything is written.
class PlannedTree : public OverlayTree {
 public:
  PlannedTree(const FileTree& below, const TreeEdits& edits);  // `below` must outlive it

  Result<std::string> read(const RepoPath& path) const override;

 private:
  const FileTree* below_;
  std::map<RepoPath, std::string> contents_;  // of new and edited files; targets of new links
  std::map<RepoPath, RepoPath> moved_from_;   // new path → the one that it still has
};

}  // namespace monoci
