#pragma once

#include <optional>
#include <string>
#include <vector>

#include "git/git_program.hpp"
#include "gitview/repository.hpp"

namespace monoci {

// The branches of the repository and of its remotes, by name; nothing where there may be more than this clone knows: it
// is shallow, follows some branches of the remote alone, or has never fetched any.
std::optional<std::vector<std::string>> known_branches(const gitview::Repository& repository, const GitProgram& git);

}  // namespace monoci
