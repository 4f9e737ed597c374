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

}  // namespace monoci
