#pragma once

#include <filesystem>
#include <functional>

#include "base/diagnostic.hpp"
#include "process/descriptor.hpp"

namespace monoci {

// Held by whoever changes the work tree, from before it reads what it will change: two processes take turns. It is the
// `flock` of the git directory itself, so no file is left behind, and a process that dies lets go. Where directories
// cannot be locked (NFS), it is that of an empty file in there, which stays.
class WorkTreeLock {
 public:
  // Waits for another holder, and calls `on_wait` once before it does; an error after half a minute.
  static Result<WorkTreeLock> take(const std::filesystem::path& git_directory, const std::function<void()>& on_wait);

  const std::filesystem::path& git_directory() const { return git_directory_; }

 private:
  WorkTreeLock(std::filesystem::path git_directory, Descriptor held);

  std::filesystem::path git_directory_;
  Descriptor held_;
};

}  // namespace monoci
