#include "affected/united_graph.hpp"

namespace monoci {

UnitedGraph::UnitedGraph(const Workspace& base, const Workspace& head) {
  for (const auto* workspace : {&head, &base}) {  // head first: its line is told where both have an edge
    for (const auto& [id, project] : workspace->projects) vertex_of({id, NodeKind::package, {}});
    for (const auto& edge : workspace->edges) add(edge);
  }
  dependencies_ = Digraph(nodes_.size());
  for (const auto& [ends, edge] : edges_) dependencies_.add(ends.first, ends.second);
  for (const auto& [node, vertex] : vertices_) {
    if (node.kind == NodeKind::extra) dependencies_.add(vertex, vertices_.at({node.project, NodeKind::package, {}}));
  }
  dependents_ = dependencies_.reversed();
}

UnitedGraph::Vertex UnitedGraph::vertex_of(const Node& node) {
  const auto [place, is_new] = vertices_.try_emplace(node, nodes_.size());
  if (is_new) {
    nodes_.push_back(node);
    by_project_[node.project].push_back(place->second);
    if (node.kind != NodeKind::package) vertex_of({node.project, NodeKind::package, {}});
  }
  return place->second;
}

void UnitedGraph::add(const Edge& edge) {
  const auto from = vertex_of(edge.from);
  edges_.try_emplace({from, vertex_of(edge.to)}, edge);
}

std::vector<UnitedGraph::Vertex> UnitedGraph::packages(const std::set<ProjectId>& projects) const {
  std::vector<Vertex> result;
  for (const auto& project : projects) {
    const auto found = vertices_.find({project, NodeKind::package, {}});
    if (found != vertices_.end()) result.push_back(found->second);
  }
  return result;
}

std::map<ProjectId, Chain> UnitedGraph::reached_from(const std::set<ProjectId>& sources) const {
  const auto came_from = dependents_.reached_from(packages(sources));
  const auto chain_of = [&](Vertex vertex) {
    Chain chain;
    for (auto next = *came_from[vertex]; next != vertex; vertex = next, next = *came_from[vertex]) {
      if (const auto edge = edges_.find({vertex, next}); edge != edges_.end()) chain.push_back(edge->second);
    }
    return chain;
  };
  std::map<ProjectId, Chain> chains;
  for (const auto& [project, vertices] : by_project_) {
    for (const auto vertex : vertices) {
      if (!came_from[vertex]) continue;
      auto chain = chain_of(vertex);
      const auto known = chains.find(project);
      if (known == chains.end() || chain.size() < known->second.size()) chains[project] = std::move(chain);
    }
  }
  return chains;
}

std::map<ProjectId, Chain> UnitedGraph::reaching(const ProjectId& project, const std::set<ProjectId>& sources) const {
  std::map<ProjectId, Chain> chains;
  const auto own = by_project_.find(project);
  if (own == by_project_.end()) return chains;
  const auto came_from = dependencies_.reached_from(own->second);
  for (const auto& source : sources) {
    auto vertex = vertices_.at({source, NodeKind::package, {}});
    if (source == project || !came_from[vertex]) continue;
    Chain chain;
    for (auto before = *came_from[vertex]; before != vertex; vertex = before, before = *came_from[vertex]) {
      if (const auto edge = edges_.find({before, vertex}); edge != edges_.end())
        chain.insert(chain.begin(), edge->second);
    }
    chains[source] = std::move(chain);
  }
  return chains;
}

}  // namespace monoci
