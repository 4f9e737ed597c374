// Finds the repository as git does, without opening it. libgit2's own search is not used: it reports where a worktree
// was registered, which for a moved or mounted one is another place than where it was found.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "gitview/failure.hpp"

namespace gitview {

struct Found {
  std::filesystem::path entry;                            // a git directory, or a `.git` file that points to one
  std::optional<std::filesystem::path> surroundings;      // the work tree, unless the configuration says otherwise
  std::optional<std::filesystem::path> forced_work_tree;  // GIT_WORK_TREE
};

Result<Found> find_repository(const std::filesystem::path& start,
                              const std::map<std::string, std::string>& environment);

}  // namespace gitview
