#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "check/sample_place.hpp"
#include "plan/slug.hpp"

namespace monoci {

namespace {

using Named = std::map<std::string, std::vector<const Project*>>;

bool share_a_workspace(const Project& one, const Project& other) {
  return std::ranges::any_of(one.roots, [&](const RepoPath& root) { return other.roots.contains(root); });
}

// Where a project says its name.
Spot spot_of(const Project& project, Manifests& manifests) {
  for (const auto& found : manifests.in(project.id.directory))
    if (found.manifest != nullptr) return found.manifest->spot;
  return Spot{project.id.str()};
}

// Within a workspace that is what uv refuses, and a matter of manifests.
void check_packages(const Workspace& workspace, Manifests& manifests, Diagnostics& problems) {
  Named named;
  for (const auto& [id, project] : workspace.projects)
    if (!project.package.empty() && !project.guest_of && !is_sample_project(id.directory))
      named[project.package].push_back(&project);
  for (const auto& [name, projects] : named)
    for (const auto* project : projects)
      if (project != projects.front() && !share_a_workspace(*project, *projects.front()))
        problems.warning(fmt::format("`{}` is the package of `{}` too", quoted_if_odd(name),
                                     quoted_if_odd(projects.front()->id.str())),
                         spot_of(*project, manifests), "whoever names it must say which directory is meant");
}

void check_slugs(const Workspace& workspace, Manifests& manifests, Diagnostics& problems) {
  Named named;
  for (const auto& [id, project] : workspace.projects) named[plain_slug(id)].push_back(&project);
  for (const auto& [slug, projects] : named)
    for (const auto* project : projects)
      if (project != projects.front() && !slug.empty())
        problems.warning(fmt::format("`{}` and `{}` have one slug, `{}`", quoted_if_odd(projects.front()->id.str()),
                                     quoted_if_odd(project->id.str()), slug),
                         spot_of(*project, manifests),
                         "each gets a hash behind it in MONOCI_SLUG; rename one of the directories");
}

}  // namespace

void check_duplicate_names(const CheckedTree& tree, Diagnostics& problems) {
  auto& manifests = *tree.manifests;
  check_packages(tree.workspace, manifests, problems);
  check_slugs(tree.workspace, manifests, problems);
}

}  // namespace monoci
