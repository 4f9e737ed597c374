// Files that the command line names, as git takes them: from where the command was started.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gitview/repository.hpp"
#include "tree/change.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// Where in the repository a directory on disk lies; the root where there is no work tree.
Result<RepoPath> place_in(const gitview::Repository& repository, const std::filesystem::path& directory);

// What a path on the command line means, whether anything is there or not; nothing outside of the work tree. A full
// path may be spelled through links that lead to the work tree; links in it are kept, for a project may be one.
std::optional<RepoPath> path_seen_from(const gitview::Repository& repository, const std::filesystem::path& directory,
                                       const std::string& words);

// Each file as one that changed, whether it is there or not; a directory stands for the files in it. `words` are seen
// from `place`. One that leads out of the repository is an error, and so are more files than anybody means.
Result<Changes> named_changes(const std::vector<std::string>& words, const RepoPath& place, const FileTree& tree);

}  // namespace monoci
