#include "scaffold/unregistered.hpp"

#include <algorithm>
#include <set>

#include "ecosystem/ecosystem.hpp"
#include "workspace/links.hpp"
#include "workspace/manifests.hpp"
#include "workspace/member_globs.hpp"

namespace monoci {

namespace {

class Search {
 public:
  Search(const Workspace& workspace, const FileTree& tree, const Links& links, Manifests& manifests)
      : workspace_(workspace), tree_(tree), links_(links), manifests_(manifests) {
    for (const auto& edge : workspace.edges) required_.insert(edge.to.project);
    for (const auto& [id, project] : workspace.projects)
      if (!id.directory.is_root() && !is_apart(project)) places_.insert(id.directory.parent());
  }

  std::vector<Unregistered> run() {
    std::vector<Unregistered> found;
    for (const auto& file : tree_.index().named_files()) {
      const auto* ecosystem = ecosystem_of_manifest(file.name());
      if (ecosystem == nullptr || !is_candidate(file.parent())) continue;
      const auto* manifest = read(*ecosystem, file.parent());
      if (manifest != nullptr && manifest->is_project && manifest->managed && could_join(*ecosystem, file.parent()))
        found.push_back({file.parent(), manifest->spot});
    }
    for (const auto& [id, project] : workspace_.projects)
      if (!project.submodule && is_taken_for_a_member(id.directory)) found.push_back({id.directory, {id.str(), 0, 0}});
    std::ranges::sort(found, {}, &Unregistered::directory);
    return found;
  }

 private:
  bool is_candidate(const RepoPath& directory) const {
    const auto* project = workspace_.find({directory});
    if (directory.is_root() || (project != nullptr && !is_apart(*project)) || is_left_out(directory)) return false;
    return places_.contains(directory.parent()) || is_on_a_path(directory);
  }

  // It stands alone, or in a workspace of its own within another project, and nobody asked for it.
  bool is_apart(const Project& project) const {
    return (project.stand_alone || project.guest_of) && !required_.contains(project.id);
  }

  bool is_left_out(const RepoPath& directory) const {
    return std::ranges::any_of(workspace_.config.exclude,
                               [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(directory); });
  }

  bool is_on_a_path(const RepoPath& directory) const {
    return std::ranges::any_of(workspace_.config.kinds, [&](const KindConfig& kind) {
      return std::ranges::any_of(kind.paths, [&](const SpottedGlob& path) { return path.glob.matches(directory); });
    });
  }

  const Manifest* read(const Ecosystem& ecosystem, const RepoPath& directory) {
    const auto* found = manifests_.in(directory, ecosystem);
    return found == nullptr ? nullptr : found->manifest;
  }

  // The nearest workspace around it does not leave it out on purpose.
  bool could_join(const Ecosystem& ecosystem, const RepoPath& directory) {
    for (auto above = directory; !above.is_root();) {
      above = above.parent();
      const auto* manifest = read(ecosystem, above);
      if (manifest != nullptr && manifest->workspace)
        return !Excluded(above, manifest->workspace->exclude).contains(directory);
    }
    return false;
  }

  // A project of another language that a pattern of a workspace around it names: its tool looks for a manifest there.
  bool is_taken_for_a_member(const RepoPath& directory) {
    for (auto above = directory; !above.is_root();) {
      above = above.parent();
      for (const auto& ecosystem : ecosystems()) {
        const auto* manifest = read(ecosystem, above);
        if (manifest == nullptr || !manifest->workspace || manifests_.in(directory, ecosystem) != nullptr) continue;
        if (Excluded(above, manifest->workspace->exclude).contains(directory)) continue;
        for (const auto& pattern : manifest->workspace->members)
          if (names_directory(links_, above, pattern.text, directory)) return true;
      }
    }
    return false;
  }

  const Workspace& workspace_;
  const FileTree& tree_;
  const Links& links_;
  Manifests& manifests_;
  std::set<ProjectId> required_;
  std::set<RepoPath> places_;  // that hold projects
};

}  // namespace

std::vector<Unregistered> unregistered_projects(const Workspace& workspace, const FileTree& tree, const Links& links,
                                                Manifests& manifests) {
  return Search(workspace, tree, links, manifests).run();
}

}  // namespace monoci
