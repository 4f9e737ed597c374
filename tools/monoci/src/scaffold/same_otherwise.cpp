#include "scaffold/same_otherwise.hpp"

#include <fmt/format.h>

#include <set>
#include <tuple>

#include "base/quoted.hpp"

namespace monoci {

namespace {

constexpr auto kElsewhere = "choose another place, or mend the manifests by hand first";

std::tuple<Node, Node, EdgeKind> joins(const Edge& edge) { return {edge.from, edge.to, edge.kind}; }

std::string shown(const ProjectId& id) { return quoted_if_odd(id.str()); }

void compare_projects(const Workspace& before, const Workspace& after, const ProjectId& project,
                      Diagnostics& problems) {
  for (const auto& [id, was] : before.projects) {
    const auto* now = after.find(id);
    if (now == nullptr)
      problems.error(fmt::format("`{}` would be no project any more", shown(id)), {},
                     "`roots` or `discover: all` in monoci.yaml says which projects count");
    else if (id != project && (now->kind != was.kind || now->roots != was.roots))
      problems.error(fmt::format("`{}` would be of another kind or workspace", shown(id)), {}, "choose another place");
  }
  for (const auto& [id, now] : after.projects)
    if (id != project && before.find(id) == nullptr)
      problems.error(fmt::format("`{}` would become a project too", shown(id)), {}, "choose another place");
}

}  // namespace

void check_same_otherwise(const Workspace& before, const Workspace& after, const ProjectId& project,
                          Diagnostics& problems) {
  compare_projects(before, after, project, problems);
  std::set<std::tuple<Node, Node, EdgeKind>> known;  // whatever line says so: lines move
  for (const auto& edge : before.edges) known.insert(joins(edge));
  const auto* made = after.find(project);
  const auto was_unmet = [&](const Edge& edge) {
    return made != nullptr && before.unmet.contains({edge.from, edge.kind, made->package});
  };
  for (const auto& edge : after.edges) {
    const auto &from = edge.from.project, &to = edge.to.project;
    if (from == project || known.contains(joins(edge))) continue;
    if (to == project && was_unmet(edge)) continue;
    if (to == project)
      problems.error(fmt::format("`{}` requires a package of this name from elsewhere", shown(from)), edge.spot,
                     "a project of the same name would take its place; choose another name");
    else
      problems.error(fmt::format("`{}` would depend on `{}`", shown(from), shown(to)), edge.spot,
                     "choose another place or name");
  }
}

void check_same_but_moved(const Workspace& before, const Workspace& after, const ProjectId& from, const ProjectId& to,
                          Diagnostics& problems) {
  const auto now = [&](const ProjectId& id) { return id == from ? to : id; };
  for (const auto& [id, was] : before.projects) {
    const auto* moved = after.find(now(id));
    if (moved == nullptr)
      problems.error(fmt::format("`{}` would be no project any more", shown(now(id))), {}, kElsewhere);
    else if (moved->name != was.name)
      problems.error(fmt::format("`{}` would be called `{}`, no more `{}`", shown(now(id)), moved->name, was.name), {},
                     "give it a `name` of its own in monoci.project.yaml first");
    else if (moved->kind != was.kind)
      problems.error(fmt::format("`{}` would be of another kind", shown(now(id))), {}, kElsewhere);
  }
  for (const auto& [id, project] : after.projects)
    if (before.find(id == to ? from : id) == nullptr)
      problems.error(fmt::format("`{}` would become a project too", shown(id)), {}, kElsewhere);
  std::set<std::tuple<Node, Node, EdgeKind>> known, found;
  for (auto edge : before.edges) {
    edge.from.project = now(edge.from.project);
    edge.to.project = now(edge.to.project);
    known.insert(joins(edge));
  }
  for (const auto& edge : after.edges) found.insert(joins(edge));
  for (const auto& [dependent, dependency, kind] : known)
    if (!found.contains({dependent, dependency, kind}))
      problems.error(
          fmt::format("`{}` would not depend on `{}` any more", shown(dependent.project), shown(dependency.project)),
          {}, kElsewhere);
  for (const auto& [dependent, dependency, kind] : found)
    if (!known.contains({dependent, dependency, kind}))
      problems.error(fmt::format("`{}` would depend on `{}`", shown(dependent.project), shown(dependency.project)), {},
                     kElsewhere);
}

}  // namespace monoci
