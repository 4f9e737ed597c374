#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "workspace/reading_steps.hpp"
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
    const auto* part = member.part(*workspace.ecosystem);
    if (part != nullptr && part->manifest != nullptr && part->manifest->name) {
      names.readable[*part->manifest->name].push_back(directory);
    }
    if (member.submodule) names.unreadable.push_back(directory);
  }
  return names;
}

class Builder {
 public:
  Builder(const Found& found, const Links& links, Diagnostics& problems)
      : found_(found), links_(links), problems_(problems) {
    for (const auto& [key, workspace] : found.workspaces) names_[key] = names_of(workspace, found);
  }

  void add(const FoundProject& project, const FoundPart& part, const RepoPath& root, const Requirement& requirement) {
    for (const auto& target : targets_of(requirement, project.directory, part, root, found_))
      for (const auto& directory : meant_by(project, part, requirement, target)) join(project, requirement, directory);
  }

  // What a root requires for its members is required by each of them.
  void add_of_members(const WorkspaceKey& key, const FoundWorkspace& workspace) {
    if (workspace.manifest == nullptr || workspace.members.empty()) return;
    const auto& names = names_.at(key).readable;
    const std::vector<RepoPath> all(workspace.members.begin(), workspace.members.end());
    for (const auto& [requirement, name] : workspace.manifest->of_members) {
      const auto named = names.find(name);
      join_all(named != names.end() ? named->second : all, requirement, meant_by_root(workspace, requirement));
    }
  }

  // The ways from each member through packages from elsewhere, up to the first member, as far as the root says them.
  void add_said_of_others(const WorkspaceKey& key, const FoundWorkspace& workspace) {
    if (workspace.manifest == nullptr || workspace.manifest->said_of_others.empty()) return;
    for (const auto& directory : workspace.members) {
      const auto* part = found_.projects.at(directory).part(*workspace.ecosystem);
      if (part == nullptr || !part->is_project()) continue;
      std::set<std::pair<Node, std::string>> known;
      for (const auto& requirement : part->manifest->requirements)
        walk_through_others(key, workspace, directory, requirement, known);
    }
  }

  // What manifests say as well needs no second line.
  void add_locked(std::vector<Edge> locked) {
    if (locked.empty()) return;
    std::set<Joined> said;
    for (const auto& edge : edges.all) said.insert(joined(edge));
    std::ranges::copy_if(locked, std::back_inserter(edges.all),
                         [&](const Edge& edge) { return !said.contains(joined(edge)); });
  }

  Edges edges;

 private:
  void walk_through_others(const WorkspaceKey& key, const FoundWorkspace& workspace, const RepoPath& directory,
                           const Requirement& first, std::set<std::pair<Node, std::string>>& known) {
    const auto& members = names_.at(key).readable;
    const auto from = holder_node(first, directory);
    std::vector<std::string> waiting{first.name};
    while (!waiting.empty()) {
      const auto name = std::move(waiting.back());
      waiting.pop_back();
      const auto said = workspace.manifest->said_of_others.find(name);
      const bool is_other = said != workspace.manifest->said_of_others.end() && !members.contains(name);
      if (!is_other || !known.emplace(from, name).second) continue;
      for (const auto& required : said->second) {
        const auto member = members.find(required.name);
        if (member == members.end()) {
          waiting.push_back(required.name);
          continue;
        }
        auto requirement = required;
        requirement.holder = first.holder;
        requirement.holder_name = first.holder_name;
        for (const auto& meant : member->second) join(directory, requirement, meant);
      }
    }
  }

  using Joined = std::tuple<Node, Node, EdgeKind>;
  static Joined joined(const Edge& edge) { return {edge.from, edge.to, edge.kind}; }

  std::vector<RepoPath> meant_by(const FoundProject& project, const FoundPart& part, const Requirement& requirement,
                                 const Target& target) {
    switch (target.kind) {
      case Target::Kind::itself:
        return {target.place};
      case Target::Kind::outside:
        return {};
      case Target::Kind::path:
        return at_path(project, target);
      case Target::Kind::member:
        return members(project, part, requirement, target);
    }
    return {};
  }

  std::vector<RepoPath> at_path(const FoundProject& project, const Target& target) {
    const auto* meant = found_.meant_by(target.place, links_);
    if (meant == nullptr) return {};
    if (!target.if_project) edges.path_sources[project.directory].insert(meant->directory);  // what it installs
    return {meant->directory};
  }

  // Members of that name; where there is none, those whose name nobody can read.
  std::vector<RepoPath> members(const FoundProject& project, const FoundPart& part, const Requirement& requirement,
                                const Target& target) {
    const auto workspace = names_.find({target.place, part.ecosystem});
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

  std::vector<RepoPath> meant_by_root(const FoundWorkspace& workspace, const Requirement& requirement) {
    std::vector<RepoPath> meant;
    const auto& [root, ecosystem, manifest] = std::tie(workspace.root, workspace.ecosystem, workspace.manifest);
    for (const auto& target : ecosystem->targets_of(requirement, {root, *manifest, root, manifest})) {
      if (target.kind == Target::Kind::member) {
        const auto there = names_.find({target.place, ecosystem});
        const auto& names = there == names_.end() ? kNoNames : there->second;
        const auto named = names.readable.find(target.name);
        if (named != names.readable.end()) meant.insert(meant.end(), named->second.begin(), named->second.end());
      } else if (const auto* project = found_.meant_by(target.place, links_)) {
        meant.push_back(project->directory);
      }
    }
    return meant;
  }

  // Where all members would require all members, they do so by way of a group of the first: each way is told, and there
  // are no more edges than there are members and requirements.
  void join_all(const std::vector<RepoPath>& holders, const Requirement& requirement,
                const std::vector<RepoPath>& meant) {
    if (meant.empty()) return;
    of_members_ += holders.size() * meant.size();
    if (of_members_ <= kMostOfMembers || holders.size() == 1) {
      for (const auto& holder : holders)
        for (const auto& directory : meant)
          if (directory != holder) join(holder, requirement, directory);
      return;
    }
    const auto kind = edge_kind(requirement.holder);
    const Node hub{{holders[0]}, NodeKind::group, requirement.holder_name};
    if (hubs_.insert({hub, kind}).second)
      for (const auto& holder : holders)
        add_edge({holder_node(requirement, holder), hub, kind, {requirement.spot.file}});
    for (const auto& directory : meant) add_edge({hub, {{directory}, NodeKind::package, {}}, kind, requirement.spot});
  }

  void join(const FoundProject& project, const Requirement& requirement, const RepoPath& directory) {
    join(project.directory, requirement, directory);
  }

  void join(const RepoPath& holder, const Requirement& requirement, const RepoPath& directory) {
    const auto from = holder_node(requirement, holder);
    const auto kind = edge_kind(requirement.holder);
    if (directory != holder || requirement.holder == Holder::group) {
      add_edge({from, {{directory}, NodeKind::package, {}}, kind, requirement.spot});
    }
    for (const auto& extra : requirement.extras) {
      add_edge({from, {{directory}, NodeKind::extra, extra}, kind, requirement.spot});
    }
  }

  void add_edge(Edge edge) {
    if (edge.from != edge.to) edges.all.push_back(std::move(edge));
  }

  static constexpr std::size_t kMostOfMembers = 10'000;
  inline static const MemberNames kNoNames;
  std::size_t of_members_ = 0;
  std::set<std::pair<Node, EdgeKind>> hubs_;
  const Found& found_;
  const Links& links_;
  Diagnostics& problems_;
  std::map<WorkspaceKey, MemberNames> names_;
};

}  // namespace

Edges edges_of(const Found& found, const Links& links, Locks& locks, Diagnostics& problems) {
  Builder builder(found, links, problems);
  for (const auto& [directory, project] : found.projects) {
    for (const auto& part : project.parts) {
      if (!part.is_project()) continue;
      for (const auto& root : part.roots) {
        for (const auto& requirement : part.manifest->requirements) builder.add(project, part, root, requirement);
        for (const auto& requirement : locks.requirements_of(directory, part, root))
          builder.add(project, part, root, requirement);
      }
    }
  }
  for (const auto& [key, workspace] : found.workspaces) {
    builder.add_of_members(key, workspace);
    builder.add_said_of_others(key, workspace);
  }
  locks.read_ahead(Locks::known_to_locks(found));
  std::vector<Edge> locked;
  for (const auto& [key, workspace] : found.workspaces)
    std::ranges::move(locks.edges_of(workspace, found, problems), std::back_inserter(locked));
  builder.add_locked(std::move(locked));
  std::ranges::sort(builder.edges.all);
  const auto repeated = std::ranges::unique(builder.edges.all);
  builder.edges.all.erase(repeated.begin(), repeated.end());
  return std::move(builder.edges);
}

}  // namespace monoci
