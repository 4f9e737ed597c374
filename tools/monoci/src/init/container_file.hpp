#pragma once

#include <cstdint>
#include <string>

#include "tree/file_tree.hpp"

namespace monoci {

// The directory that an image is built from.
enum class BuildContext : std::uint8_t { project, workspace, repository };

// The one in which most of what the file copies is there; the project where that tells nothing.
BuildContext build_context(const std::string& container_file, const RepoPath& project, const RepoPath& workspace,
                           const FileTree& tree);

}  // namespace monoci
