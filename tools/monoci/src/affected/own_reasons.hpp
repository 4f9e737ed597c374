// What gives projects reasons of their own, before it spreads to those that depend on them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "affected/affected.hpp"
#include "affected/change_index.hpp"
#include "affected/reasons.hpp"

namespace monoci {

// What changed paths mean to the projects of base and of head: the inputs of each (workspace/inputs_of.hpp) are held
// against the changes, but for locks and manifests above that are compared by what they say. Adds to `reasons`; returns
// for each change whether it was an input of some project.
std::vector<bool> add_changed_inputs(const Workspace& base, const Workspace& head, const Evidence& evidence,
                                     ChangeIndex& changes, Reasons& reasons);

// What changed locks mean to those who install from them, each by its own slice; and why an answer is wider than that.
// Returns the locks that changed for nobody.
std::vector<RepoPath> add_lock_slices(const Side& base, const Side& head, const Evidence& evidence,
                                      std::set<std::string>& widened, Reasons& reasons);

// What changed parts of manifests mean to those below who do not own them. Returns the manifests that changed for none
// of them.
std::vector<RepoPath> add_changed_tables(const Side& base, const Side& head, const Evidence& evidence,
                                         Reasons& reasons);

// What differs between the workspaces themselves, with no file of the project changed: it is new, depends on others
// than before, has another kind or other settings, or owns other files because a directory in it became a project or
// stopped being one.
void add_differences(const Side& base, const Side& head, Reasons& reasons);

// Whether anything stands at the path, or where a link or a submodule on the way to it leads is not told by the tree.
bool remains_at(const FileTree& tree, const RepoPath& path);

// Projects that only base has: gone, or still there and no projects any more. Nothing else is told of them.
void add_lost_projects(const Side& base, const Side& head, Reasons& reasons);

}  // namespace monoci
