#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "scaffold/prepare.hpp"
#include "scaffold/tree_edits.hpp"
#include "scaffold/work_tree_lock.hpp"

namespace monoci {

// Makes the edits true, or leaves the work tree as it was: new files are written below the git directory, where no tool
// looks, and renamed into place as one; files to edit must still hold what `before` says; what was done is undone when
// a later step fails or `before_step` says so. Only a kill that cannot be caught leaves a project without the edits
// that follow it, or new files without those that come last, and what it left below the git directory goes with the
// next run. Refuses paths that exist, that leave the work tree through a link, or whose parent is no directory.
Result<void> apply(const WorkTreeLock& lock, const std::filesystem::path& work_tree, const TreeEdits& edits,
                   const BeforeStep& before_step = {});

// What a killed run left anywhere. `apply` does it too; a command that reads the work tree before that does it first.
void remove_leftovers(const WorkTreeLock& lock, const std::filesystem::path& work_tree);

}  // namespace monoci
