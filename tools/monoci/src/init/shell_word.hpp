#pragma once

#include <optional>
#include <string>

#include "base/repo_path.hpp"

namespace monoci {

// A directory as a word of a shell command that is the same for every project; nothing where it would need quotes.
std::optional<std::string> shell_word(const RepoPath& directory);

}  // namespace monoci
