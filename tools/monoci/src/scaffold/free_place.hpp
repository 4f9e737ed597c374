#pragma once

#include "base/diagnostic.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// Refuses a directory where a project cannot be put: something is there, or what stands above it is no directory (a
// link, a submodule, a file), or is git's own.
void check_free_place(const RepoPath& directory, const FileTree& tree, std::string_view another, Diagnostics& problems);

}  // namespace monoci
