// Paths of the work tree on disk. No link is followed on the way to any of them, so that none can lead out of it.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/repo_path.hpp"
#include "process/descriptor.hpp"

namespace monoci {

// The directory that an entry is in, open, and the entry's name.
struct DiskPlace {
  Descriptor directory;
  std::string name;

  std::optional<struct stat> status() const;  // of the entry; nullopt: there is none
};

// Where the entry of `path` is or would be. Its directory must be there.
Result<DiskPlace> disk_place(const std::filesystem::path& root, const RepoPath& path);

// The same, with the directories made that are missing; `made` is called with each.
Result<DiskPlace> disk_place_made(const std::filesystem::path& root, const RepoPath& path,
                                  const std::function<void(const RepoPath&)>& made);

// The path itself or the uppermost of the directories above it that is missing. An error where the path exists.
Result<RepoPath> uppermost_missing(const std::filesystem::path& root, const RepoPath& path);

// "`libs/x` cannot be written: No space left on device", by errno's value.
Diagnostic cannot(std::string_view doing, const RepoPath& path, int error);

}  // namespace monoci
