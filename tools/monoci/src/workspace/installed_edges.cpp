// `-e ../lib` of tox, nox, make and the like: what a program installs by its path is a dependency of the project that
// the program's file belongs to, of a group that is called after the program. Nobody else sees it.
#include <algorithm>
#include <tuple>

#include "workspace/named_path_reader.hpp"
#include "workspace/ownership.hpp"
#include "workspace/reading_steps.hpp"

namespace monoci {

namespace {

using Installs = NamedPath::Installs;

class InstalledEdges {
 public:
  InstalledEdges(const Found& found, const Links& links, NamedPathReader& reader, std::vector<Edge>& edges)
      : found_(found), links_(links), reader_(reader), edges_(edges) {
    for (const auto& edge : edges_)
      known_.emplace(edge.from.project, edge.to.project.directory, edge.spot.file, edge.spot.line);
  }

  // What a path of a file in `directory` installs, and what the lists install that it names.
  void add(const Project& project, const RepoPath& directory, const NamedPath& path) {
    reader_.each_installed(
        directory, path, {project.id.directory, RepoPath()},
        [&](const RepoPath& place, const NamedPath& named) { join(project, place, named, path.tool); });
  }

  Installed installed;

 private:
  void join(const Project& project, const RepoPath& place, const NamedPath& named, const std::string& tool) {
    const auto& own = project.id.directory;
    if (named.installs == Installs::beside && place.contains(own)) return;
    const auto* meant = found_.meant_by(place, links_);
    if (meant == nullptr || meant->directory == own) return;
    if (meant->directory == place) installed.emplace(project.id, place);
    if (!known_.emplace(project.id, meant->directory, named.spot.file, named.spot.line).second) return;
    const Node from{project.id, tool.empty() ? NodeKind::package : NodeKind::group, tool};
    const auto kind = tool.empty() ? EdgeKind::runtime : EdgeKind::group;
    edges_.push_back({from, {{meant->directory}, NodeKind::package, {}}, kind, named.spot});
    for (const auto& extra : named.extras)
      edges_.push_back({from, {{meant->directory}, NodeKind::extra, extra}, kind, named.spot});
  }

  const Found& found_;
  const Links& links_;
  NamedPathReader& reader_;
  std::vector<Edge>& edges_;
  std::set<std::tuple<ProjectId, RepoPath, FileName, int>> known_;  // where a line says so already
};

}  // namespace

Installed add_installed_edges(const Workspace& workspace, const Found& found, const Links& links,
                              NamedPathReader& reader, std::vector<Edge>& edges) {
  InstalledEdges made(found, links, reader, edges);
  for (const auto& [id, project] : workspace.projects)
    for (const auto& part : found.projects.at(id.directory).parts)
      if (part.manifest != nullptr)
        for (const auto& path : part.manifest->named_paths) made.add(project, id.directory, path);
  for (const auto& file : links.tree().index().named_files()) {
    const auto read = reader_of_names(file.name());
    const auto owner = read == nullptr ? workspace.projects.end() : owner_of(workspace.projects, file);
    if (owner == workspace.projects.end() || owner->second.submodule || owner->second.ignore.match_at_or_above(file))
      continue;
    for (const auto& path : reader.read(file, read)) made.add(owner->second, file.parent(), path);
  }
  return std::move(made.installed);
}

}  // namespace monoci
