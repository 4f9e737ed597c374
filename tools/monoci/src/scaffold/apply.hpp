#pragma once

#include <filesystem>

#include "base/diagnostic.hpp"
#include "scaffold/tree_edits.hpp"

namespace monoci {

// Held by whoever changes the work tree, from before it reads what it will change: two processes take turns. It is the
// `flock` of the git directory itself, so no file is left behind, and a process that dies lets go.
class WorkTreeLock {
 public:
  // Waits for another holder, and says who it is for when that takes long; an error after half a minute.
  static Result<WorkTreeLock> take(const std::filesystem::path& git_directory);
  WorkTreeLock(WorkTreeLock&&) noexcept;
  WorkTreeLock& operator=(WorkTreeLock&&) noexcept;
  ~WorkTreeLock();

  const std::filesystem::path& git_directory() const { return git_directory_; }

 private:
  WorkTreeLock(std::filesystem::path git_directory, int descriptor);
  std::filesystem::path git_directory_;
  int descriptor_ = -1;
};

// Makes the edits true, or leaves the work tree as it was: new files are written below the git directory, where no tool
// looks, and renamed into place as one; files to edit must still hold what `before` says; what was done is undone when
// a later step fails or Ctrl-C comes between. Only a kill that cannot be caught leaves a project without the edits that
// follow it. Refuses paths that exist, that leave the work tree through a link, or whose parent is no directory.
Result<void> apply(const WorkTreeLock& lock, const std::filesystem::path& work_tree, const TreeEdits& edits);

}  // namespace monoci
