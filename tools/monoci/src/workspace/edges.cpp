#include "workspace/edges.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "workspace/requirement_targets.hpp"

namespace monoci {

namespace {

EdgeKind edge_kind(Holder holder) {
  switch (holder) {
    case Holder::dependencies:
      return EdgeKind::runtime;
    case Holder::build:
      return EdgeKind::build;
    case Holder::extra:
      return EdgeKind::extra;
    case Holder::group:
      return EdgeKind::group;
  }
  return EdgeKind::runtime;
}

Node holder_node(const Requirement& requirement, const RepoPath& directory) {
  const ProjectId id{directory};
  if (requirement.holder == Holder::extra) return {id, NodeKind::extra, requirement.holder_name};
  if (requirement.holder == Holder::group) return {id, NodeKind::group, requirement.holder_name};
  return {id, NodeKind::package, {}};
}

struct MemberNames {
  std::map<std::string, std::vector<RepoPath>> readable;
  std::vector<RepoPath> unreadable;  // submodules
};

MemberNames names_of(const FoundWorkspace& workspace, const Found& found) {
  MemberNames names;
  for (const auto& directory : workspace.members) {
    const auto& member = found.projects.at(directory);
    if (member.manifest != nullptr && member.manifest->name) {
      names.readable[*member.manifest->name].push_back(directory);
    }
    if (member.submodule) names.unreadable.push_back(directory);
  }
  return names;
}

class Builder {
 public:
  Builder(const Found& found, const Links& links, Diagnostics& problems)
      : found_(found), links_(links), problems_(problems) {
    for (const auto& [root, workspace] : found.workspaces) names_[root] = names_of(workspace, found);
  }

  void add(const FoundProject& project, const RepoPath& root, const Requirement& requirement) {
    if (requirement.name == project.manifest->name) {  // asks for its own extras, whatever its sources say
      join(project, requirement, project.directory);
      return;
    }
    for (const auto& target : targets_of(requirement, project, root, found_)) {
      const auto meant =
          target.kind == Target::Kind::path ? at_path(project, target) : members(project, requirement, target);
      for (const auto& directory : meant) join(project, requirement, directory);
    }
  }

  Edges edges;

 private:
  std::vector<RepoPath> at_path(const FoundProject& project, const Target& target) {
    const auto* meant = found_.meant_by(target.place, links_);
    if (meant == nullptr) return {};
    edges.path_sources[project.directory].insert(meant->directory);
    return {meant->directory};
  }

  // Members of that name; where there is none, those whose name nobody can read.
  std::vector<RepoPath> members(const FoundProject& project, const Requirement& requirement, const Target& target) {
    const auto workspace = names_.find(target.place);
    const auto& names = workspace == names_.end() ? kNoNames : workspace->second;
    const auto named = names.readable.find(target.name);
    if (named != names.readable.end()) return named->second;
    if (!target.demanded) return {};
    problems_.warning(fmt::format("the workspace source of `{}` names no member", target.name), target.spot,
                      names.unreadable.empty() ? "" : "it is taken to be in a submodule, which cannot be read");
    if (names.unreadable.empty())
      edges.unmet.insert({holder_node(requirement, project.directory), edge_kind(requirement.holder), target.name});
    return names.unreadable;
  }

  void join(const FoundProject& project, const Requirement& requirement, const RepoPath& directory) {
    const auto from = holder_node(requirement, project.directory);
    const auto kind = edge_kind(requirement.holder);
    if (directory != project.directory || requirement.holder == Holder::group) {
      add_edge({from, {{directory}, NodeKind::package, {}}, kind, requirement.spot});
    }
    for (const auto& extra : requirement.extras) {
      add_edge({from, {{directory}, NodeKind::extra, extra}, kind, requirement.spot});
    }
  }

  void add_edge(Edge edge) {
    if (edge.from != edge.to) edges.all.push_back(std::move(edge));
  }

  inline static const MemberNames kNoNames;
  const Found& found_;
  const Links& links_;
  Diagnostics& problems_;
  std::map<RepoPath, MemberNames> names_;  // by workspace root
};

}  // namespace

Edges edges_of(const Found& found, const Links& links, Locks& locks, Diagnostics& problems) {
  Builder builder(found, links, problems);
  for (const auto& [directory, project] : found.projects) {
    if (project.manifest == nullptr || !project.manifest->is_project) continue;
    for (const auto& root : project.roots) {
      for (const auto& requirement : project.manifest->requirements) builder.add(project, root, requirement);
      for (const auto& requirement : locks.requirements_of(project, root)) builder.add(project, root, requirement);
    }
  }
  std::ranges::sort(builder.edges.all);
  const auto repeated = std::ranges::unique(builder.edges.all);
  builder.edges.all.erase(repeated.begin(), repeated.end());
  return std::move(builder.edges);
}

}  // namespace monoci
