#include <algorithm>

#include "workspace/reading_steps.hpp"

namespace monoci {

namespace {

// A workspace with members, not a project that is a workspace of its own.
bool has_table(const FoundWorkspace& workspace) {
  const auto* manifest = workspace.manifest;
  return manifest != nullptr && manifest->workspace && manifest->managed;
}

// Finds who takes its files away from the projects around it. Guests do not, and naming one another changes nothing.
class Takers {
 public:
  Takers(const Workspace& workspace, const Found& found, const std::vector<Edge>& edges)
      : workspace_(workspace), found_(found) {
    for (const auto& [key, group] : found.workspaces)
      for (const auto& member : group.members) groups_[member].push_back(&group);
    for (const auto& edge : edges)
      if (edge.from.project != edge.to.project) named_[edge.from.project].push_back(edge.to.project);
  }

  void run() {
    for (const auto& [id, project] : workspace_.projects)
      if (!groups_.contains(id.directory)) take(id);
    for (const auto& directory : found_.configured)
      if (workspace_.find({directory}) != nullptr) take_with_groups({directory});
    for (const auto& [key, group] : found_.workspaces)
      if (!is_nested(group) || found_.configured.contains(group.root)) take(group);
    while (!to_look_at_.empty()) {
      const auto named = named_.find(to_look_at_.back());
      to_look_at_.pop_back();
      if (named == named_.end()) continue;
      for (const auto& id : named->second)
        if (!takes_.contains(id)) take_with_groups(id);
    }
  }

  // The project around a guest: the nearest that takes, or that is a guest for itself.
  std::optional<ProjectId> host_of(const ProjectId& id) const {
    if (takes_.contains(id)) return std::nullopt;
    for (auto directory = id.directory; !directory.is_root();) {
      directory = directory.parent();
      ProjectId above{directory};
      if (workspace_.find(above) != nullptr && (takes_.contains(above) || !share_a_group(id, above))) return above;
    }
    return std::nullopt;
  }

 private:
  bool is_nested(const FoundWorkspace& group) const {
    for (auto directory = group.root; !directory.is_root();) {
      directory = directory.parent();
      if (workspace_.find({directory}) != nullptr && !group.members.contains(directory)) return true;
    }
    return false;
  }

  bool share_a_group(const ProjectId& one, const ProjectId& other) const {
    const auto found = groups_.find(one.directory);
    return found != groups_.end() && std::ranges::any_of(found->second, [&](const FoundWorkspace* group) {
             return group->members.contains(other.directory);
           });
  }

  void take(const ProjectId& id) {
    if (takes_.insert(id).second) to_look_at_.push_back(id);
  }

  void take(const FoundWorkspace& group) {
    for (const auto& member : group.members) take(ProjectId{member});
  }

  void take_with_groups(const ProjectId& id) {
    take(id);
    if (const auto groups = groups_.find(id.directory); groups != groups_.end())
      for (const auto* group : groups->second) take(*group);
  }

  const Workspace& workspace_;
  const Found& found_;
  std::map<RepoPath, std::vector<const FoundWorkspace*>> groups_;  // by member
  std::map<ProjectId, std::vector<ProjectId>> named_;              // by who names them
  std::set<ProjectId> takes_;
  std::vector<ProjectId> to_look_at_;
};

}  // namespace

void find_stand_alone(Workspace& workspace, const Found& found) {
  for (auto& [id, project] : workspace.projects)
    project.stand_alone = !found.projects.at(id.directory).parts.empty() && !found.configured.contains(id.directory);
  for (const auto& [key, group] : found.workspaces) {
    if (!has_table(group)) continue;
    for (const auto& member : group.members) workspace.projects.at({member}).stand_alone = false;
  }
}

void find_guests(Workspace& workspace, const Found& found, const std::vector<Edge>& edges) {
  if (workspace.config.discover != Discover::all || !workspace.config.roots.empty()) return;
  Takers takers(workspace, found, edges);
  takers.run();
  for (auto& [id, project] : workspace.projects) project.guest_of = takers.host_of(id);
}

}  // namespace monoci
