#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/repo_path.hpp"
#include "scaffold/tree_edits.hpp"

namespace monoci {

// Where a path is once a directory has moved.
RepoPath moved_path(const MovedDirectory& move, const RepoPath& path);
RepoPath path_before(const MovedDirectory& move, const RepoPath& path);  // the other way

// A path as it is written in a file of `base` (as it was), rewritten so that it means the same once the directory has
// moved; nothing where it still does, or where it is absolute or leaves the repository.
std::optional<std::string> moved_relative(const MovedDirectory& move, const RepoPath& base, std::string_view text);

// The same for a path or pattern that is seen from the root: one that names the directory, or something below it.
std::optional<std::string> moved_from_root(const MovedDirectory& move, std::string_view text);

}  // namespace monoci
