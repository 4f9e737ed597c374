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

// The repository as git finds it, without opening it. libgit2's own search is not used: it reports where a worktree was
// registered, which for a moved or mounted one is another place than where it was found.
Result<Found> find_repository(const std::filesystem::path& start,
                              const std::map<std::string, std::string>& environment);

// Where the parts of an opened repository lie, and what its configuration says about that.
struct Layout {
  std::filesystem::path git_directory;
  std::filesystem::path common_directory;  // another one than git_directory in a linked worktree
  std::optional<std::filesystem::path> work_tree;
  bool shallow = false;
  std::optional<std::string> filter;  // of a partial clone; empty text when it is one that does not record its filter
};

// libgit2 is not asked: it overlooks `shallow` in linked worktrees, never reads config.worktree and gives the
// registered place of a worktree instead of the one it was found in.
Result<Layout> read_layout(const Found& found, const std::filesystem::path& git_directory,
                           const std::filesystem::path& common_directory);

}  // namespace gitview
