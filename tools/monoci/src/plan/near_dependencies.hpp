#pragma once

#include <functional>
#include <map>
#include <vector>

#include "workspace/workspace.hpp"

namespace monoci {

struct NearDependency {
  ProjectId project;
  bool weak = false;  // reached through extras or groups only: the first to give way in a circle
  Spot edge;          // the line of the last step to it
};

// What `^job` means: the nearest dependencies that are wanted. The walk starts at every node of the project and goes on
// from the nodes that an edge asks for, as affectedness does: through a project that is not wanted, it sees only what
// the nodes in question need.
class DependencyWalk {
 public:
  explicit DependencyWalk(const Workspace& workspace) : edges_(workspace.edges) {}

  using Wanted = std::function<bool(const ProjectId&)>;
  std::vector<NearDependency> nearest(const ProjectId& project, const Wanted& wanted) const;  // by project

 private:
  std::map<ProjectId, Spot> reached(const ProjectId& project, const Wanted& wanted, bool with_weak) const;
  const std::vector<Edge>& edges_;  // sorted, so that those of a node and those of a project each stand together
};

}  // namespace monoci
