#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tree/file_tree.hpp"

namespace monoci {

// The directory that a pattern begins with: "docs" of "docs/*/x.md"; nothing where it names none of the repository.
std::optional<RepoPath> literal_beginning(std::string_view pattern);

// What to write instead of a path where nothing stands: "did you mean `libs/core`?", by the first component that is
// missing; `otherwise` where nothing near is there.
std::string hint_of_missing(const FileTree& tree, const RepoPath& path, std::string otherwise);

}  // namespace monoci
