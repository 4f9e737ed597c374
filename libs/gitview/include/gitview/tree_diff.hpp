#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"
#include "gitview/tree.hpp"
#include "gitview/tree_store.hpp"

namespace gitview {

// One path whose entry differs between two trees: added, deleted, or with another mode or object id. Directories are
// never reported, their contents are; a directory that becomes a file is the deletion of its contents and one addition.
struct TreeChange {
  std::string path;                        // any bytes, '/' between components
  std::optional<TreeEntry> before, after;  // never directories; `name` views into the trees in the store
};

// What `git diff --raw --no-renames` says of two trees, in the byte order of paths. An absent tree is the empty one.
// Subtrees of equal id are never opened. Trees of few objects and very many paths are a failure. Renames are not looked
// for: a move must be seen by the project it left.
Result<std::vector<TreeChange>> diff_trees(TreeStore& store, std::optional<Oid> before, std::optional<Oid> after);

}  // namespace gitview
