#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "scaffold/tree_edits.hpp"
#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// The bytes of a file that will be edited, as they are on disk. An error where it must not be edited.
using FileTexts = std::function<Result<SourceText>(const RepoPath&)>;

struct RegistrationRequest {
  RepoPath directory;         // of a project that lies in the tree, complete
  std::string owner;          // whom CODEOWNERS shall name; empty: whoever owns the place
  std::string author;         // who is named where nobody does
  bool members_only = false;  // leave CODEOWNERS and CMakeLists.txt alone
};

// What must change so that a directory is a project of the repository as its neighbours are: a line in CODEOWNERS and
// in the root's CMakeLists.txt where the repository has these, the `members` or `exclude` of the workspace around it,
// last. Nothing for what is there already. `tree` holds the project, `workspace` was read from it.
std::expected<std::vector<EditedFile>, Diagnostics> registration(const RegistrationRequest& request,
                                                                 const FileTree& tree, const Workspace& workspace,
                                                                 const FileTexts& texts);

}  // namespace monoci
