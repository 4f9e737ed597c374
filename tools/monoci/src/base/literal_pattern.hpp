#pragma once

#include <string>

#include "base/repo_path.hpp"

namespace monoci {

// A pattern of monoci.yaml that means this path, and hardly another.
std::string pattern_of(const RepoPath& path);

}  // namespace monoci
