#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/repo_path.hpp"
#include "base/source_text.hpp"

namespace monoci {

// Where GitLab and GitHub look for the file, in GitLab's order; the first that exists counts
// (docs.gitlab.com/user/project/codeowners).
extern const std::vector<std::string_view> kCodeOwnersPlaces;

// Whom the last matching line names for what lies in a directory, as written; empty when no line matches.
std::string owners_of(std::string_view code_owners, const RepoPath& directory);

// The text with a line for a directory, in the section and place that its neighbours have; as it was where the
// directory has a line already. `owners` is what to write behind the path; empty for none.
std::string with_owned_directory(std::string_view code_owners, const RepoPath& directory, std::string_view owners);

// Lines that name `from` or a path below it, changed to `to`; every other byte stays.
std::string with_moved_directory(std::string_view code_owners, const RepoPath& from, const RepoPath& to);

}  // namespace monoci
