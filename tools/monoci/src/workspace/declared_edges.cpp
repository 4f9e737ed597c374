#include "workspace/declared_edges.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

}  // namespace

Result<ProjectId> project_named(const Workspace& workspace, const std::string& words) {
  if (const auto path = RepoPath::parse(words); path && workspace.find({*path}) != nullptr) return ProjectId{*path};
  std::vector<std::string> named;
  for (const auto& [id, project] : workspace.projects) {
    if (project.name == words || project.package == words) named.push_back(id.str());
  }
  if (named.empty()) return std::unexpected(no_such_project(workspace, words));
  if (named.size() > 1) {
    return std::unexpected(Diagnostic{.what = fmt::format("`{}` names {} projects", words, named.size()),
                                      .where = {},
                                      .hint = fmt::format("say which by directory: {}", fmt::join(named, ", "))});
  }
  return ProjectId{*RepoPath::parse(named.front())};
}

std::vector<Edge> declared_edges(const Workspace& workspace, const std::map<RepoPath, ProjectSettings>& settings,
                                 Diagnostics& problems) {
  std::vector<Edge> edges;
  for (const auto& [directory, own] : settings) {
    for (const auto& words : own.depends_on) {
      const auto named = project_named(workspace, words.text);
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
