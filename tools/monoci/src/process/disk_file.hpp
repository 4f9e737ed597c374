#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/repo_path.hpp"
#include "tree/change.hpp"
#include "tree/entry.hpp"

namespace monoci {

// Reads below `root` without following any link, neither the last component nor one on the way, so that no link in a
// work tree can lead out of it. What is no file (a device, a pipe) cannot be read and is never waited for.
Result<std::string> read_disk_file(const std::filesystem::path& root, const RepoPath& path);
Result<std::string> read_disk_link(const std::filesystem::path& root, const RepoPath& path);

// Either of the two, as a change says.
std::function<Result<std::string>(const Change&)> disk_reader(std::filesystem::path root);

struct DiskEntry {
  EntryType type = EntryType::file;  // file, directory or link
  bool executable = false;
};
std::optional<DiskEntry> disk_entry(const std::filesystem::path& root, const RepoPath& path);

}  // namespace monoci
