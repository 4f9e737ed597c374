#include "workspace/workspace.hpp"

#include <algorithm>

#include "workspace/ownership.hpp"

namespace monoci {

const Project* Workspace::owner(const RepoPath& path) const {
  const auto sets = std::ranges::equal_range(member_sets, path.parent(), {}, &MemberSet::root);
  if (std::ranges::find(sets, path, &MemberSet::lock) != sets.end()) return nullptr;
  const auto found = owner_of(projects, path);
  return found == projects.end() ? nullptr : &found->second;
}

const Project* Workspace::find(const ProjectId& id) const {
  const auto found = projects.find(id);
  return found == projects.end() ? nullptr : &found->second;
}

const Project* Workspace::host_of(const Project& guest) const {
  return guest.guest_of ? find(*guest.guest_of) : nullptr;
}

std::vector<const Project*> Workspace::owners(const RepoPath& path) const {
  const Project* innermost = nullptr;
  const auto sets = std::ranges::equal_range(member_sets, path.parent(), {}, &MemberSet::root);
  if (const auto set = std::ranges::find(sets, path, &MemberSet::lock); set != sets.end()) {
    const auto* member = set->members.empty() ? nullptr : find(*set->members.begin());
    innermost = member == nullptr ? nullptr : host_of(*member);
  } else if (const auto found = owner_of(projects, path); found != projects.end()) {
    innermost = &found->second;
  }
  std::vector<const Project*> owners;
  for (; innermost != nullptr; innermost = host_of(*innermost)) owners.push_back(innermost);
  return owners;
}

std::set<ProjectId> Workspace::reached_by_path(const MemberSet& set) const {
  std::vector<ProjectId> to_visit(set.members.begin(), set.members.end());
  std::set<ProjectId> reached;
  while (!to_visit.empty()) {
    const auto sources = path_sources.find(to_visit.back().directory);
    to_visit.pop_back();
    if (sources == path_sources.end()) continue;
    for (const auto& directory : sources->second) {
      const ProjectId target{directory};
      if (!set.members.contains(target) && reached.insert(target).second) to_visit.push_back(target);
    }
  }
  return reached;
}

std::set<ProjectId> Workspace::reaching_by_path(const ProjectId& id) const {
  std::map<RepoPath, std::vector<RepoPath>> named_by;
  for (const auto& [directory, sources] : path_sources)
    for (const auto& source : sources) named_by[source].push_back(directory);
  std::set<ProjectId> reaching{id};
  for (std::vector<RepoPath> to_visit{id.directory}; !to_visit.empty();) {
    const auto found = named_by.find(to_visit.back());
    to_visit.pop_back();
    if (found == named_by.end()) continue;
    for (const auto& directory : found->second)
      if (reaching.insert({directory}).second) to_visit.push_back(directory);
  }
  return reaching;
}

}  // namespace monoci
