#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "discovery.hpp"
#include "gitview/failure.hpp"

namespace gitview {

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
