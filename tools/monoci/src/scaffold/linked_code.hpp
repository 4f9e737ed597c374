#pragma once

#include <vector>

#include "scaffold/link_plan.hpp"
#include "workspace/links.hpp"

namespace monoci {

// What a link will point to.
struct LinkedCode {
  ProjectId library;
  RepoPath path;  // as spelled, below the library's directory
  RepoPath real;  // links followed
  bool is_directory = true;
  std::vector<RepoPath> files;                             // at or below `real`
  std::vector<RepoPath> linked_files, linked_directories;  // links below `real`, by what they lead to
};

// The part of a library that a request names, or its one package. Faults say what there is to choose from.
Result<LinkedCode> linked_code(const LinkRequest& request, const RepoPath& project, const Workspace& workspace,
                               const Links& links);

// Files, or links, below a directory, at whatever depth and sorted; no link is followed.
std::vector<RepoPath> entries_below(const FileTree& tree, const RepoPath& directory, EntryType type);

}  // namespace monoci
