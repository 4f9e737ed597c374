// Manifests that stand in no project because monoci cannot read what they are written for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tree/file_tree.hpp"
#include "workspace/read_workspace.hpp"

namespace monoci {

struct Unread {
  std::string_view written_for;  // "Cargo", "Poetry"
  RepoPath file;
};

// By path. What `projects.exclude` names, and what some tool fetched, is left out.
std::vector<Unread> unread_manifests(const FileTree& tree, const Workspace& workspace, ReadCache& cache);

// "npm 4 (package.json, ui/package.json, web/package.json, ...), Go 1 (x/go.mod)": kinds by name, the first places.
std::string to_text(const std::vector<Unread>& unread);

}  // namespace monoci
