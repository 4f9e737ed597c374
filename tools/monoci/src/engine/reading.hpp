#pragma once

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "affected/affected.hpp"
#include "base/diagnostic.hpp"
#include "git/commit_tree.hpp"
#include "tree/overlay_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// One state of the repository: a commit's tree, with what is not committed laid over it. Cheap to copy.
struct TreeState {
  gitview::Oid id;  // of the commit's tree
  std::shared_ptr<const CommitTree> committed;
  std::shared_ptr<const OverlayTree> overlay;  // of the work tree; nullptr when only the commit counts
  std::shared_ptr<const Changes> uncommitted;  // what the overlay lays over it; nullptr as well then

  std::string unseen = {};  // what of the work tree could not be looked at: the answer must be wider

  const FileTree& files() const { return overlay ? static_cast<const FileTree&>(*overlay) : *committed; }
};

// What was read of one state. Faults of the files are told as values: who asked decides whether they matter.
struct Reading {
  TreeState tree;
  std::shared_ptr<const Workspace> workspace;  // never nullptr
  Diagnostics problems;
};

// What a change reaches.
struct Answer {
  Reading head;
  std::vector<Reading> bases;  // none where evidence is missing
  Affected affected;
  std::optional<std::set<RepoPath>> changed = {};  // against any base; nullopt: not known, everything may have
};

}  // namespace monoci
