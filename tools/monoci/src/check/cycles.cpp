#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "base/digraph.hpp"
#include "base/quoted.hpp"
#include "check/rows.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostShown = 12;  // edges of one circle

// Projects as numbers, with the edges between their packages alone: groups and extras may go round, uv allows it and
// it does no harm.
struct PackageGraph {
  std::vector<ProjectId> projects;
  std::map<ProjectId, std::size_t> positions;
  std::vector<const Edge*> edges;
  Digraph graph;
};

PackageGraph package_graph(const Workspace& workspace) {
  PackageGraph result{{}, {}, {}, Digraph(workspace.projects.size())};
  for (const auto& [id, project] : workspace.projects) {
    result.positions[id] = result.projects.size();
    result.projects.push_back(id);
  }
  for (const auto& edge : workspace.edges) {
    const bool between_packages = edge.from.kind == NodeKind::package && edge.to.kind == NodeKind::package;
    if (!between_packages || !edge.joins_projects()) continue;
    result.edges.push_back(&edge);
    result.graph.add(result.positions.at(edge.from.project), result.positions.at(edge.to.project));
  }
  return result;
}

std::string told(const Edge& edge) {
  return fmt::format("{} needs {} ({}:{})", quoted_if_odd(edge.from.project.str()),
                     quoted_if_odd(edge.to.project.str()), quoted_if_odd(edge.spot.file), edge.spot.line);
}

void report(const PackageGraph& packages, const std::vector<Digraph::Vertex>& circle, Diagnostics& problems) {
  std::vector<std::string> names, edges;
  for (const auto vertex : circle) names.push_back(quoted_if_odd(packages.projects[vertex].str()));
  const auto is_in = [&](const ProjectId& id) { return std::ranges::binary_search(circle, packages.positions.at(id)); };
  const Spot* first = nullptr;
  for (const auto* edge : packages.edges) {
    if (!is_in(edge->from.project) || !is_in(edge->to.project)) continue;
    if (!first) first = &edge->spot;
    edges.push_back(told(*edge));
  }
  const auto count = edges.size();
  if (count > kMostShown) edges.resize(kMostShown);
  const auto more = count > kMostShown ? fmt::format(", and {} more", count - kMostShown) : "";
  problems.warning(fmt::format("`{}` need each other in a circle", fmt::join(names, "`, `")), *first,
                   fmt::format("{}{}", fmt::join(edges, ", "), more));
}

}  // namespace

void check_cycles(const CheckedTree& tree, Diagnostics& problems) {
  const auto packages = package_graph(tree.workspace);
  for (const auto& circle : packages.graph.cycles()) report(packages, circle, problems);
}

}  // namespace monoci
