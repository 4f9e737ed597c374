#pragma once

#include <set>

#include "tree/file_tree.hpp"

namespace monoci {

// Whether two trees hold the same workspace for certain: nothing that one is read from differs (manifests, locks,
// monoci's own files, links, submodules), and no directory came or went. Then base need not be read at all, which is
// what most changes are like. `continuations` are head's: base has others only where a file differs that names them.
bool have_same_workspace(const FileTree& base, const FileTree& head, const std::set<RepoPath>& continuations,
                         const Changes& changes);

}  // namespace monoci
