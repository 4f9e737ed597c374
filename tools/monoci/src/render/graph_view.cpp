#include "render/graph_view.hpp"

#include <algorithm>
#include <map>

namespace monoci {

namespace {

constexpr std::size_t kMostLinks = 100'000;

using Neighbours = std::map<ProjectId, std::set<ProjectId>>;

void add_reached(const Neighbours& neighbours, const ProjectId& from, std::set<ProjectId>& reached) {
  std::vector<ProjectId> pending{from};
  std::set<ProjectId> seen{from};
  while (!pending.empty()) {
    const auto found = neighbours.find(pending.back());
    pending.pop_back();
    if (found == neighbours.end()) continue;
    for (const auto& next : found->second)
      if (seen.insert(next).second) pending.push_back(next);
  }
  reached.merge(seen);
}

std::vector<LinkArrow> links_of(const Workspace& workspace, const Project& project) {
  std::vector<LinkArrow> links;
  const auto add = [&](const RepoPath& path, const Spot& from) {
    const auto* owner = workspace.owner(path);
    links.push_back({project.id, owner ? std::optional(owner->id) : std::nullopt, path, from.file});
  };
  for (const auto& input : project.outside)
    if (input.kind == InputKind::link) add(input.path, input.from);
  std::set<SharedPaths> told;  // by the first link that reaches them
  for (const auto& each : project.further)
    if (each.kind == InputKind::link && told.insert(each.paths).second)
      for (const auto& path : each.paths->all()) add(path, each.from);
  std::ranges::sort(links, {}, [](const LinkArrow& link) { return std::tie(link.path, link.link); });
  return links;
}

}  // namespace

GraphView graph_view(const Workspace& workspace, const std::optional<std::set<ProjectId>>& keep,
                     const std::set<ProjectId>& marked) {
  const auto is_kept = [&](const ProjectId& id) { return !keep || keep->contains(id); };
  GraphView view;
  for (const auto& [id, project] : workspace.projects) {
    if (!is_kept(id)) continue;
    view.projects.push_back(&project);
    if (marked.contains(id)) view.marked.insert(id);
    view.has_all_links = view.links.size() <= kMostLinks;
    if (!view.has_all_links) break;
    for (auto& link : links_of(workspace, project))
      if (!link.to || is_kept(*link.to)) view.links.push_back(std::move(link));
  }
  for (const auto& edge : workspace.edges)
    if (edge.joins_projects() && is_kept(edge.from.project) && is_kept(edge.to.project)) view.edges.push_back(edge);
  return view;
}

std::set<ProjectId> surroundings(const Workspace& workspace, const ProjectId& focus) {
  Neighbours dependencies, dependents;
  for (const auto& edge : workspace.edges) {
    dependencies[edge.from.project].insert(edge.to.project);
    dependents[edge.to.project].insert(edge.from.project);
  }
  std::set<ProjectId> reached;
  add_reached(dependencies, focus, reached);
  add_reached(dependents, focus, reached);
  return reached;
}

}  // namespace monoci
