#include "affected/united_graph.hpp"

#include <algorithm>

namespace monoci {

UnitedGraph::UnitedGraph(const Workspace& base, const Workspace& head) {
  for (const auto* workspace : {&head, &base}) {  // head first: its line is told where both have an edge
    if (&base == &head && !nodes_.empty()) break;
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
  edges_.try_emplace({from, vertex_of(edge.to)}, &edge);
}

std::vector<UnitedGraph::Vertex> UnitedGraph::packages(const std::set<ProjectId>& projects) const {
  std::vector<Vertex> result;
  for (const auto& project : projects) {
    const auto found = vertices_.find({project, NodeKind::package, {}});
    if (found != vertices_.end()) result.push_back(found->second);
  }
  return result;
}

namespace {

struct Way {
  std::optional<StepId> first;
  std::size_t length = 0;
};

const Way* shorter(const Way* one, const Way& other) {
  return one == nullptr || other.length < one->length ? &other : one;
}

}  // namespace

Reach UnitedGraph::reached_from(const std::set<ProjectId>& sources) const {
  const auto came_from = dependents_.reached_from(packages(sources));
  Reach reach;
  std::vector<std::optional<Way>> ways(nodes_.size());
  const auto way_of = [&](Vertex vertex) {
    std::vector<Vertex> open;  // from here to where the way is known
    for (; !ways[vertex]; vertex = *came_from[vertex]) {
      open.push_back(vertex);
      if (*came_from[vertex] == vertex) break;
    }
    for (; !open.empty(); open.pop_back()) {
      const auto from = open.back(), to = *came_from[from];
      auto way = from == to ? Way{} : *ways[to];
      if (const auto edge = edges_.find({from, to}); from != to && edge != edges_.end()) {
        reach.steps.push_back({*edge->second, way.first});
        way = {static_cast<StepId>(reach.steps.size() - 1), way.length + 1};
      }
      ways[from] = way;
    }
  };
  for (const auto& [project, vertices] : by_project_) {
    const Way* shortest = nullptr;
    for (const auto vertex : vertices) {
      if (!came_from[vertex]) continue;
      way_of(vertex);
      shortest = shorter(shortest, ways[vertex].value());
    }
    if (shortest != nullptr) reach.towards[project] = shortest->first;
  }
  return reach;
}

UnitedGraph::Nearest UnitedGraph::nearest(const ProjectId& project, const std::set<ProjectId>& sources,
                                          std::size_t most) const {
  Nearest result;
  const auto own = by_project_.find(project);
  if (own == by_project_.end()) return result;
  const auto came_from = dependencies_.reached_from(own->second);
  auto length_of = [&, known = std::vector<std::optional<std::size_t>>(nodes_.size())](Vertex vertex) mutable {
    std::vector<Vertex> open;
    for (; !known[vertex]; vertex = *came_from[vertex]) {
      open.push_back(vertex);
      if (*came_from[vertex] == vertex) break;
    }
    for (; !open.empty(); open.pop_back()) {
      const auto from = open.back(), before = *came_from[from];
      known[from] = from == before ? 0 : *known[before] + (edges_.contains({before, from}) ? 1 : 0);
      vertex = from;
    }
    return *known[vertex];
  };
  std::vector<std::pair<std::size_t, Vertex>> ends;
  for (const auto& source : sources) {
    const auto end = vertices_.find({source, NodeKind::package, {}});
    if (source != project && end != vertices_.end() && came_from[end->second])
      ends.emplace_back(length_of(end->second), end->second);
  }
  std::ranges::stable_sort(ends, {}, &std::pair<std::size_t, Vertex>::first);
  result.all = ends.size();
  ends.resize(std::min(most, ends.size()));
  for (const auto& [length, end] : ends) {
    Chain chain;
    auto vertex = end;
    for (auto before = came_from[vertex].value(); before != vertex;
         vertex = before, before = came_from[vertex].value()) {
      if (const auto edge = edges_.find({before, vertex}); edge != edges_.end()) chain.push_back(*edge->second);
    }
    std::ranges::reverse(chain);
    result.chains.push_back({nodes_[end].project, std::move(chain)});
  }
  return result;
}

}  // namespace monoci
