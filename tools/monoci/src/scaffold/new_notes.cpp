#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "scaffold/code_owners.hpp"
#include "scaffold/new_project_steps.hpp"

namespace monoci {

std::optional<std::string> jobs_note(const Project& project, const std::string& wanted_kind, const Config& config,
                                     bool has_config) {
  if (project.own_pipeline) return {};
  if (!has_config)
    return "The repository has no monoci.yaml yet: `monoci init` writes one, with jobs for its projects.";
  const auto shown = quoted_if_odd(project.id.str());
  if (project.kind != wanted_kind)
    return fmt::format(
        "monoci.yaml has no kind `{0}`, so {1} is one of kind `{2}`. Where it shall have jobs of its own, declare the "
        "kind:\n"
        "  kinds:\n"
        "    {0}: {{ jobs: templates/ci/{0}.yml }}\n"
        "and let the project say so.",
        wanted_kind, shown, project.kind);
  const auto* kind = config.kind(project.kind);
  if (kind != nullptr && (kind->own_pipeline || !kind->jobs.empty())) return {};
  return fmt::format(
      "The kind `{0}` has no jobs in monoci.yaml, so CI will not build {1}. Name a template for it:\n"
      "  kinds:\n"
      "    {0}: {{ jobs: templates/ci/{0}.yml }}",
      project.kind, shown);
}

std::optional<std::string> dependents_note(const Project& project, const Workspace& workspace) {
  std::set<std::string> dependents;
  for (const auto& edge : workspace.edges)
    if (edge.to.project == project.id && edge.joins_projects())
      dependents.insert("`" + quoted_if_odd(edge.from.project.str()) + "`");
  if (dependents.empty()) return {};
  return fmt::format("What required `{}` of the workspace depends on it now: {}.", project.name,
                     fmt::join(dependents, ", "));
}

std::optional<std::string> owner_note(const std::string& owner, const FileTree& tree) {
  const auto is_file = [&](std::string_view place) { return tree.type(*RepoPath::parse(place)) == EntryType::file; };
  if (owner.empty() || std::ranges::any_of(kCodeOwnersPlaces, is_file)) return {};
  return fmt::format("The repository has no CODEOWNERS that could name the owner `{}`.", quoted_if_odd(owner));
}

}  // namespace monoci
