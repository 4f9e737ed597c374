#pragma once

#include <map>
#include <set>
#include <vector>

#include "affected/evidence.hpp"
#include "affected/reason.hpp"
#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

struct AffectedProject {
  std::vector<Reason> reasons;  // its own, sorted, every one; empty when only a dependency reaches it
  std::vector<Edge> chain;      // a shortest way to a project with a reason: first edge leaves this project
};

struct Affected {
  std::map<ProjectId, AffectedProject> projects;  // of head
  std::map<ProjectId, AffectedProject> deleted;   // only base has them
  std::vector<RepoPath> unowned;                  // changed files that are no input of any project
  std::vector<std::string> widened;               // why the answer is wider than the change
};

// One side of the comparison. The trees are asked for directories and nothing else.
struct Side {
  const Workspace& workspace;
  const FileTree& tree;
};

// The rule of affectedness (docs/architecture.md). Pure: the trees must answer without I/O.
Affected affected_projects(const Side& base, const Side& head, const Evidence& evidence);

// The union over several merge bases.
Affected united(Affected one, const Affected& other);

}  // namespace monoci
