#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tree/file_tree.hpp"

namespace monoci {

// A file's bytes; nothing where it is no file, or cannot be read. To `init` both mean the same: nothing is known.
std::optional<std::string> file_text(const FileTree& tree, const RepoPath& path);

// Every file and link of the tree, sorted.
std::vector<RepoPath> all_files(const FileTree& tree);

}  // namespace monoci
