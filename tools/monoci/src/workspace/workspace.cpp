#include "workspace/workspace.hpp"

#include <algorithm>

#include "workspace/ownership.hpp"

namespace monoci {

const Project* Workspace::owner(const RepoPath& path) const {
  const bool is_lock = std::ranges::any_of(member_sets, [&](const MemberSet& set) { return set.lock == path; });
  if (is_lock) return nullptr;
  const auto found = owner_of(projects, path);
  return found == projects.end() ? nullptr : &found->second;
}

const Project* Workspace::find(const ProjectId& id) const {
  const auto found = projects.find(id);
  return found == projects.end() ? nullptr : &found->second;
}

}  // namespace monoci
