#pragma once

#include <filesystem>
#include <string>

#include "base/diagnostic.hpp"
#include "scaffold/disk_place.hpp"

namespace monoci {

// The directory in which everything is made before it is renamed into the work tree. It has one name, so that what a
// killed run left is found and taken away by the next; the work tree's lock makes it exclusive. Goes away with its
// owner.
class Staging {
 public:
  static std::filesystem::path below_git_directory(const std::filesystem::path& git_directory);
  // For a git directory on another file system, from where nothing can be renamed.
  static std::filesystem::path below_work_tree(const std::filesystem::path& work_tree);

  // What a killed run left.
  static void remove_stale(const std::filesystem::path& directory);
  static bool is_ours(const std::filesystem::path& directory);  // not only of our name

  static Result<Staging> make(std::filesystem::path directory);
  Staging(Staging&& other) noexcept;
  Staging& operator=(Staging&&) = delete;
  ~Staging();

  // Paths are relative to the staging directory; the directories above are made. Errors name `told`, which is where it
  // will be. A file is on the disk when this returns, not only in memory.
  Result<void> write(const RepoPath& path, std::string_view content, mode_t mode, const RepoPath& told) const;
  // The same with the mode and, where that is allowed, the owner of a file that it will replace.
  Result<void> write_like(const struct stat& original, const RepoPath& path, std::string_view content,
                          const RepoPath& told) const;
  Result<void> link(const RepoPath& path, const std::string& target, const RepoPath& told) const;

  Result<DiskPlace> place(const RepoPath& path) const { return disk_place(directory_, path); }
  const std::filesystem::path& directory() const { return directory_; }
  // For what could not be put back: the directory gets a name that no later run touches, which is returned.
  std::filesystem::path keep();

 private:
  explicit Staging(std::filesystem::path directory) : directory_(std::move(directory)) {}
  std::filesystem::path directory_;  // empty: nothing to take away
};

}  // namespace monoci
