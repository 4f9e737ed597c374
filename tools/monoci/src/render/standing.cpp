#include "render/standing.hpp"

#include <algorithm>

namespace monoci {

Standings::Standings(const Workspace& workspace)
    : any_workspace_(std::ranges::any_of(
          workspace.projects, [](const auto& each) { return !each.second.stand_alone && !each.second.guest_of; })) {
  for (const auto& edge : workspace.edges)
    if (edge.from.project != edge.to.project) required_.insert(edge.to.project);
}

Standing Standings::of(const Project& project) const {
  if (project.guest_of) return Standing::inside_another;
  const bool is_apart = project.stand_alone && any_workspace_ && !required_.contains(project.id);
  return is_apart ? Standing::stand_alone : Standing::in_workspace;
}

}  // namespace monoci
