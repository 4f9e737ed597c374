#pragma once

#include "base/diagnostic.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// Refuses a directory where a project cannot be put: something is there, or what stands above it is no directory (a
// link, a submodule, a file); it is git's own, below the templates, or one with another's name but for its case; or it
// has a name that lists of patterns, lines of files or other systems would read as something else.
void check_free_place(const RepoPath& directory, const FileTree& tree, std::string_view another, Diagnostics& problems);

}  // namespace monoci
