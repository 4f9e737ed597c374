#include "check/needed_projects.hpp"

#include <utility>

namespace monoci {

void NeededProjects::look_at_edges() {
  if (std::exchange(has_looked_, true)) return;
  for (const auto& edge : workspace_.edges) {
    edges_[edge.from].push_back(&edge);
    at_once_.insert({edge.from.project, edge.to.project});
  }
}

bool NeededProjects::contain(const Project& project, const ProjectId& other) {
  look_at_edges();
  return at_once_.contains({project.id, other}) || of(project).contains(other);
}

const std::set<ProjectId>& NeededProjects::of(const Project& project) {
  const auto [known, is_new] = known_.try_emplace(&project);
  if (!is_new) return known->second;
  std::set<Node> seen;
  std::vector<Node> open;
  const auto reach = [&](const Node& node) {
    if (seen.insert(node).second) open.push_back(node);
  };
  for (auto own = edges_.lower_bound({project.id, NodeKind::package, {}});
       own != edges_.end() && own->first.project == project.id; ++own)
    reach(own->first);
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    known->second.insert(node.project);
    if (node.kind == NodeKind::extra) reach({node.project, NodeKind::package, {}});
    if (const auto leaving = edges_.find(node); leaving != edges_.end())
      for (const auto* edge : leaving->second) reach(edge->to);
  }
  return known->second;
}

}  // namespace monoci
