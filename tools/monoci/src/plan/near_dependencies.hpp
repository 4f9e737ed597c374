#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "workspace/workspace.hpp"

namespace monoci {

struct NearDependency {
  std::size_t found = 0;  // what is wanted there
  bool weak = false;      // reached through extras or groups only: the first to give way in a circle
  Spot edge;              // the line of the last step to it
};

// What `^job` means: the nearest dependencies that are wanted. The walk starts at every node of the project and goes on
// from the nodes that an edge asks for, as affectedness does: through a project that is not wanted, it sees only what
// the nodes in question need.
class DependencyWalk {
 public:
  explicit DependencyWalk(const Workspace& workspace);

  // Projects and nodes have numbers while a walk goes on: jobs of thousands of projects may walk the same long way.
  using Wanted = std::vector<std::optional<std::size_t>>;  // by number of the project
  Wanted wanted(const std::function<std::optional<std::size_t>(const ProjectId&)>& of_project) const;

  std::vector<NearDependency> nearest(const ProjectId& project, const Wanted& wanted);  // by project
  std::size_t steps() const { return taken_; }                                          // edges looked at so far

 private:
  using Number = std::size_t;
  struct Step {
    Number to;  // a node
    bool weak;
    const Spot* spot;
  };
  struct Range {
    std::size_t begin = 0, end = 0;  // of steps
  };
  using Found = std::vector<std::pair<Number, const Spot*>>;  // by number of the project

  Found reached(Number project, const Wanted& wanted, bool with_weak);

  std::vector<const ProjectId*> projects_;  // in order
  std::map<ProjectId, Number> numbers_;
  std::vector<Number> project_of_, package_of_;  // of each node
  std::vector<Step> steps_;                      // in the order of the edges: those of a project stand together
  std::vector<Range> of_project_, of_node_;
  std::vector<std::size_t> seen_in_, found_in_;  // the last walk that came by a node, or found a project
  std::size_t walk_ = 0, taken_ = 0;
};

}  // namespace monoci
