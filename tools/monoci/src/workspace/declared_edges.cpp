#include "workspace/declared_edges.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/nearest_name.hpp"

namespace monoci {

namespace {

Diagnostic no_such_project(const Workspace& workspace, const std::string& words) {
  std::vector<std::string> candidates;
  for (const auto& [id, project] : workspace.projects) {
    candidates.push_back(id.str());
    candidates.push_back(project.name);
  }
  const auto near = nearest_name(words, candidates);
  return {.what = fmt::format("there is no project `{}`", words),
          .where = {},
          .hint = near ? fmt::format("did you mean `{}`?", *near) : "`monoci list` names the projects"};
}

int distance(const Project& project) { return project.guest_of ? 2 : project.stand_alone ? 1 : 0; }

// An example or a fixture that is called like a member of the workspace is not who is meant. Where projects that stand
// alone are there because somebody asked for them, they are as good as any.
std::vector<const ProjectId*> nearest_at_hand(std::vector<const ProjectId*> ids, const Workspace& workspace) {
  if (workspace.config.discover != Discover::all || !workspace.config.roots.empty()) return ids;
  int least = 2;
  for (const auto* id : ids) least = std::min(least, distance(*workspace.find(*id)));
  std::erase_if(ids, [&](const ProjectId* id) { return distance(*workspace.find(*id)) > least; });
  return ids;
}

}  // namespace

ProjectNames::ProjectNames(const Workspace& workspace) : workspace_(workspace) {
  for (const auto& [id, project] : workspace.projects) {
    named_[project.name].push_back(&id);
    if (!project.package.empty() && project.package != project.name) named_[project.package].push_back(&id);
  }
}

Result<ProjectId> ProjectNames::find(const std::string& words, bool guess) const {
  if (const auto path = RepoPath::parse(words)) {
    if (workspace_.find({*path}) != nullptr) return ProjectId{*path};
    if (const auto at = workspace_.living_at.find(*path); at != workspace_.living_at.end()) return at->second;
  }
  const auto named = named_.find(words);
  if (named == named_.end()) return std::unexpected(guess ? no_such_project(workspace_, words) : Diagnostic{});
  const auto meant = nearest_at_hand(named->second, workspace_);
  if (meant.size() == 1) return *meant.front();
  std::vector<std::string> directories;
  for (const auto* id : meant) directories.push_back(id->str());
  return std::unexpected(Diagnostic{.what = fmt::format("`{}` names {} projects", words, directories.size()),
                                    .where = {},
                                    .hint = fmt::format("say which by directory: {}", fmt::join(directories, ", "))});
}

Result<ProjectId> project_named(const Workspace& workspace, const std::string& words) {
  return ProjectNames(workspace).find(words);
}

std::vector<Edge> declared_edges(const Workspace& workspace, const std::map<RepoPath, ProjectSettings>& settings,
                                 Diagnostics& problems) {
  std::vector<Edge> edges;
  const ProjectNames names(workspace);
  for (const auto& [directory, own] : settings) {
    for (const auto& words : own.depends_on) {
      const auto named = names.find(words.text);
      if (!named && workspace.config.has_faults) continue;  // it may be one that the configuration makes a project
      if (!named) {
        problems.error(named.error().what, words.spot, named.error().hint);
        continue;
      }
      edges.push_back(
          {{{directory}, NodeKind::package, {}}, {*named, NodeKind::package, {}}, EdgeKind::declared, words.spot});
    }
  }
  return edges;
}

}  // namespace monoci
