#pragma once

#include <set>
#include <vector>

#include "base/repo_path.hpp"
#include "git/git_program.hpp"

namespace monoci {

// Those of the paths, there or not, that a .gitignore keeps out. None where git cannot say. Names must be plain.
std::set<RepoPath> ignored_paths(const GitProgram& git, const std::vector<RepoPath>& paths);

}  // namespace monoci
