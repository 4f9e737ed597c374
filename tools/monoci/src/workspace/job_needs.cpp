#include "workspace/job_needs.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace monoci {

namespace {

void add_named_by(const Project& project, Needed& needed) {
  const auto is_of_its_jobs = [](const auto& input) { return input.kind == InputKind::job_template; };
  for (const auto& each : project.outside)
    if (!is_of_its_jobs(each)) needed.paths.insert(each.path);
  for (const auto& each : project.patterns)
    if (!is_of_its_jobs(each)) needed.patterns.insert(each.glob);
}

std::span<const Edge> edges_of(const Workspace& workspace, const ProjectId& project) {
  const auto of = [](const Edge& edge) -> const ProjectId& { return edge.from.project; };
  const auto found = std::ranges::equal_range(workspace.edges, project, {}, of);
  return {found.begin(), found.end()};
}

// `-r` takes a file of any name.
ReadNamedPaths reader_of(const RepoPath& file) {
  const bool is_list = file.name().ends_with(".txt") || file.name().ends_with(".in");
  return is_list ? &requirements_paths : reader_of_names(file.name());
}

}  // namespace

Needed JobNeeds::further_at(const RepoPath& path, Walked& walked) const {
  Needed needed;
  const auto* project = project_at(path);
  if (project == nullptr || !walked.named.insert(project->id).second) return needed;
  const auto tell = [&](const Project& each) {
    if (walked.told.insert(each.id).second) add_named_by(each, needed);
  };
  tell(*project);
  std::vector<const Edge*> waiting;
  for (const auto& edge : edges_of(workspace_, project->id)) waiting.push_back(&edge);
  while (!waiting.empty()) {
    const auto to = waiting.back()->to;
    waiting.pop_back();
    if (to.project == project->id || !walked.nodes.insert(to).second) continue;
    needed.paths.insert(to.project.directory);
    tell(workspace_.projects.at(to.project));
    for (const auto& edge : edges_of(workspace_, to.project))
      if (edge.from == to || (edge.from.kind == NodeKind::package && to.kind == NodeKind::extra))
        waiting.push_back(&edge);
  }
  return needed;
}

const std::set<RepoPath>& JobNeeds::installed_by(const RepoPath& file) {
  const auto [known, is_new] = installed_.try_emplace(file);
  const auto reader = reader_of(file);
  if (!is_new || reader == nullptr || links_.resolve(file).type != EntryType::file) return known->second;
  auto& places = known->second;
  const auto found = [&](const RepoPath& place, const NamedPath&) {
    if (project_at(place) != nullptr) places.insert(place);
  };
  for (const auto& path : reader_.read(file, reader)) reader_.each_installed(file.parent(), path, {RepoPath()}, found);
  return places;
}

// Of one that is spelled through links, where they lead.
const Project* JobNeeds::project_at(const RepoPath& path) const {
  if (const auto* project = workspace_.find({path})) return project;
  const auto real = links_.resolve(path).real;
  if (!real) return nullptr;
  const auto member = workspace_.living_at.find(*real);
  return workspace_.find(member == workspace_.living_at.end() ? ProjectId{*real} : member->second);
}

}  // namespace monoci
