#include "scaffold/same_otherwise.hpp"

#include <fmt/format.h>

#include <set>
#include <tuple>

#include "base/quoted.hpp"

namespace monoci {

namespace {

std::string shown(const ProjectId& id) { return quoted_if_odd(id.str()); }

void compare_projects(const Workspace& before, const Workspace& after, const ProjectId& project,
                      Diagnostics& problems) {
  for (const auto& [id, was] : before.projects) {
    const auto* now = after.find(id);
    if (now == nullptr)
      problems.error(fmt::format("`{}` would be no project any more", shown(id)), {},
                     "`roots` or `discover: all` in monoci.yaml says which projects count");
    else if (now->kind != was.kind || now->roots != was.roots)
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
  const auto joins = [](const Edge& edge) { return std::tuple(edge.from, edge.to, edge.kind); };
  std::set<std::tuple<Node, Node, EdgeKind>> known;  // whatever line says so: lines move
  for (const auto& edge : before.edges) known.insert(joins(edge));
  for (const auto& edge : after.edges) {
    const auto &from = edge.from.project, &to = edge.to.project;
    if (from == project || known.contains(joins(edge))) continue;
    if (to == project)
      problems.error(fmt::format("`{}` requires a package of this name from elsewhere", shown(from)), edge.spot,
                     "a project of the same name would take its place; choose another name");
    else
      problems.error(fmt::format("`{}` would depend on `{}`", shown(from), shown(to)), edge.spot,
                     "choose another place or name");
  }
}

}  // namespace monoci
