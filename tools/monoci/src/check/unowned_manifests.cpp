#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "check/sample_place.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/unregistered.hpp"
#include "workspace/manifests.hpp"

namespace monoci {

namespace {

bool is_kept_out(const RepoPath& directory, const Config& config) {
  return std::ranges::any_of(config.exclude,
                             [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(directory); });
}

// Tool settings alone make no project. What cannot be read may be one.
bool is_project(const RepoPath& directory, Manifests& manifests) {
  return std::ranges::any_of(manifests.in(directory), [](const FoundManifest& found) {
    return found.manifest == nullptr || found.manifest->is_project;
  });
}

// The root manifest of a workspace that has no package of its own.
bool is_root(const RepoPath& directory, const Workspace& workspace) {
  return std::ranges::find(workspace.member_sets, directory, &MemberSet::root) != workspace.member_sets.end();
}

bool is_registrable(const RepoPath& directory, const std::vector<Unregistered>& unregistered) {
  return std::ranges::find(unregistered, directory, &Unregistered::directory) != unregistered.end();
}

std::vector<RepoPath> unowned(const CheckedTree& tree) {
  auto& manifests = *tree.manifests;
  std::vector<RepoPath> found;
  for (const auto& path : *tree.changed) {
    if (!ecosystem_of_manifest(path.name()) || tree.workspace.owner(path)) continue;
    const auto directory = path.parent();
    if (is_root(directory, tree.workspace) || is_kept_out(directory, tree.workspace.config)) continue;
    if (!is_sample_project(directory) && is_project(directory, manifests)) found.push_back(path);
  }
  return found;
}

}  // namespace

void check_unowned_manifests(const CheckedTree& tree, Diagnostics& problems) {
  if (!tree.changed || tree.workspace.config.has_faults) return;
  const auto manifests = unowned(tree);
  if (manifests.empty()) return;
  const auto told =
      unregistered_projects(tree.workspace, tree.files, tree.links, *tree.manifests);  // by the check of registration
  for (const auto& path : manifests)
    if (!is_registrable(path.parent(), told))
      problems.warning(fmt::format("`{}` changed and belongs to no project", quoted_if_odd(path.str())),
                       Spot{path.str(), 1, 1},
                       "name its directory in the workspace's `members` or in `projects.include`; if it is no project, "
                       "in `projects.exclude`");
}

}  // namespace monoci
