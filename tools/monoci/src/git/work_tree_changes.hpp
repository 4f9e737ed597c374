#pragma once

#include <filesystem>

#include "git/commit_tree.hpp"
#include "git/git_program.hpp"
#include "tree/change.hpp"

namespace monoci {

// What the work tree has that the head commit has not: changed, deleted and untracked files, as git itself sees them
// with its filters, sparse checkouts, split indexes, conflicts and submodules. Ignored files do not count; what is only
// in the index does not either, for the work tree is what lies on disk.
struct LocalChanges {
  Changes changes;
  std::string unseen = {};  // what git could not look at, in one line; there may be more changes than these
};

Result<LocalChanges> work_tree_changes(const GitProgram& git, const std::filesystem::path& work_tree);

// From base to the work tree, by way of the head commit. A path where the work tree has base's entry again, the same
// bytes and mode, is no change, whatever the head commit and the index have there.
Changes changes_since(const CommitTree& base, const Changes& base_to_head, const Changes& head_to_work_tree,
                      const std::filesystem::path& work_tree);

}  // namespace monoci
