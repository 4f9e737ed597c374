#pragma once

#include <string>
#include <vector>

#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Lines that name a directory in files that only people can mend: job templates and pipelines, container files, pages
// at the root and of projects. As "path:line: text", at most a few dozen.
std::vector<std::string> mentions_of(const RepoPath& directory, const Workspace& workspace, const FileTree& tree);

}  // namespace monoci
