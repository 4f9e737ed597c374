#include <fmt/format.h>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "workspace/locks.hpp"
#include "workspace/named_file.hpp"

namespace monoci {

namespace {

void check_set(const MemberSet& set, const Ecosystem& ecosystem, Manifests& manifests, Diagnostics& problems) {
  std::vector<MemberManifest> members;
  for (const auto& id : set.members) {
    const auto* found = manifests.in(id.directory, ecosystem);
    if (found != nullptr && found->manifest != nullptr) members.push_back({id.directory, found->manifest});
  }
  const auto* root = manifests.in(set.root, ecosystem);
  ecosystem.refused_members(members, set.root, root == nullptr ? nullptr : root->manifest, problems);
}

// What a lock has as a directory of the repository, and nobody else as a project.
void check_lock(const CheckedTree& tree, const MemberSet& set, const Lock& lock, Diagnostics& problems) {
  for (const auto& package : lock.packages) {
    const auto place = package.path ? set.lock.parent().resolve(*package.path) : std::nullopt;
    if (!place || tree.workspace.find({*place}) != nullptr) continue;
    const auto& real = tree.links.resolve(*place);
    if (real.real && tree.workspace.find({*real.real}) != nullptr) continue;
    if (*place == set.root) continue;  // of a root that has no package, the lock speaks all the same
    problems.warning(fmt::format("`{}` stands in the lock as `{}`, which is no project", quoted_if_odd(*package.name),
                                 quoted_if_odd(place->str())),
                     Spot{set.lock.str(), 1, 1},
                     real.type ? "name it in the workspace's `members` or in `projects.include`"
                               : "the directory is not there: lock the workspace again");
  }
}

}  // namespace

void check_members(const CheckedTree& tree, Diagnostics& problems) {
  auto& manifests = *tree.manifests;
  for (const auto& set : tree.workspace.member_sets) {
    const auto* ecosystem = ecosystem_named(set.ecosystem);
    if (ecosystem != nullptr && ecosystem->refused_members != nullptr) check_set(set, *ecosystem, manifests, problems);
  }
}

void check_locked_projects(const CheckedTree& tree, Diagnostics& problems) {
  if (tree.workspace.config.has_faults) return;  // what it would have made a project is not known
  for (const auto& set : tree.workspace.member_sets) {
    const auto* ecosystem = ecosystem_named(set.ecosystem);
    if (ecosystem == nullptr || ecosystem->read_lock == nullptr) continue;
    const bool stands_alone = set.members.size() == 1 && set.members.begin()->directory == set.root;
    if (stands_alone) continue;  // its lock concerns itself; there may be hundreds
    const auto file = named_file(tree.links, set.lock);
    if (!file.real) continue;
    const auto text = tree.files.read(*file.real);
    if (!text) continue;
    const auto lock = ecosystem->read_lock({set.lock.str(), *text});
    if (!lock) continue;  // told where it matters
    check_lock(tree, set, *lock, problems);
  }
}

}  // namespace monoci
