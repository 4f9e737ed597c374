#pragma once

#include <string>

#include "tree/file_tree.hpp"

namespace monoci {

// What to write instead of a path where nothing stands: "did you mean `libs/core`?", by the first component that is
// missing; `otherwise` where nothing near is there.
std::string hint_of_missing(const FileTree& tree, const RepoPath& path, std::string otherwise);

}  // namespace monoci
