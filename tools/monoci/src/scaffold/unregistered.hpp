#pragma once

#include <vector>

#include "tree/file_tree.hpp"
#include "workspace/links.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

class Manifests;

struct Unregistered {
  RepoPath directory;
  Spot spot;  // its manifest
};

// Directories that look like projects whose registration was forgotten, or cut short: a manifest that describes a
// package, below a workspace root that could take it in, in a place where projects are (beside one, or on a path of a
// kind), and yet no project; and projects of another language in a place where that workspace expects its own. What
// `exclude` of the workspace or `projects.exclude` names was not forgotten.
std::vector<Unregistered> unregistered_projects(const Workspace& workspace, const FileTree& tree, const Links& links,
                                                Manifests& manifests);

}  // namespace monoci
