#include "plan/near_dependencies.hpp"

#include <algorithm>
#include <deque>
#include <ranges>

namespace monoci {

namespace {

bool is_weak(const Edge& edge) { return edge.kind == EdgeKind::extra || edge.kind == EdgeKind::group; }

auto edges_of(const std::vector<Edge>& edges, const ProjectId& project) {
  return std::ranges::equal_range(edges, project, {},
                                  [](const Edge& edge) -> const ProjectId& { return edge.from.project; });
}

auto edges_of(const std::vector<Edge>& edges, const Node& node) {
  return std::ranges::equal_range(edges, node, {}, &Edge::from);
}

}  // namespace

std::map<ProjectId, Spot> DependencyWalk::reached(const ProjectId& project, const Wanted& wanted,
                                                  bool with_weak) const {
  std::map<ProjectId, Spot> result;
  std::set<Node> seen;
  std::deque<Node> pending;
  const auto visit = [&](const Node& node) {
    if (seen.insert(node).second) pending.push_back(node);
  };
  const auto follow = [&](const Edge& edge) {
    if (edge.to.project == project || (is_weak(edge) && !with_weak)) return;
    if (wanted(edge.to.project)) {
      result.emplace(edge.to.project, edge.spot);
      return;
    }
    visit(edge.to);
    if (edge.to.kind == NodeKind::extra) visit({edge.to.project, NodeKind::package, ""});  // an extra includes it
  };
  for (const auto& edge : edges_of(edges_, project)) follow(edge);
  for (; !pending.empty(); pending.pop_front())
    for (const auto& edge : edges_of(edges_, pending.front())) follow(edge);
  return result;
}

std::vector<NearDependency> DependencyWalk::nearest(const ProjectId& project, const Wanted& wanted) const {
  const auto strong = reached(project, wanted, false);
  std::vector<NearDependency> result;
  for (const auto& [dependency, edge] : reached(project, wanted, true)) {
    const auto found = strong.find(dependency);
    result.push_back({dependency, found == strong.end(), found == strong.end() ? edge : found->second});
  }
  return result;
}

}  // namespace monoci
