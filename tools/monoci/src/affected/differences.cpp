#include "affected/differences.hpp"

#include <algorithm>
#include <tuple>

#include "workspace/ownership.hpp"

namespace monoci {

namespace {

using Joined = std::tuple<Node, Node, EdgeKind>;  // an edge without the line it stands on

Joined joined(const Edge& edge) { return {edge.from, edge.to, edge.kind}; }

void add_edges_of_one(const Workspace& one, const Workspace& other, bool added, Reasons& reasons) {
  std::set<Joined> known;
  for (const auto& edge : other.edges) known.insert(joined(edge));
  for (const auto& edge : one.edges) {
    const bool was_there = other.find(edge.from.project) != nullptr;
    if (was_there && !known.contains(joined(edge))) reasons[edge.from.project].insert(EdgeChanged{edge, added});
  }
}

void add_settings(const Project& before, const Project& after, std::set<Reason>& reasons) {
  if (before.kind != after.kind) reasons.insert(SettingChanged{"kind"});
  if (before.tags != after.tags) reasons.insert(SettingChanged{"tags"});
  if (before.own_pipeline != after.own_pipeline) reasons.insert(SettingChanged{"jobs"});
  if (before.ignore != after.ignore) reasons.insert(SettingChanged{"ignore patterns"});
  const auto globs = [](const Project& project) {
    std::set<Glob> result;
    for (const auto& pattern : project.patterns) result.insert(pattern.glob);
    return result;
  };
  if (globs(before) != globs(after)) reasons.insert(SettingChanged{"input patterns"});
}

void add_configuration(const Config& before, const Config& after, const Project& project, std::set<Reason>& reasons) {
  if (before.global_inputs != after.global_inputs) reasons.insert(SettingChanged{"global inputs"});
  const auto jobs = [&](const Config& config) {
    const auto* kind = config.kind(project.kind);
    return kind == nullptr ? std::vector<SpottedText>() : kind->jobs;
  };
  if (jobs(before) != jobs(after)) reasons.insert(SettingChanged{"list of job templates"});
}

// Whether the tree holds, at or below `path`, something that the project owns and does not ignore.
bool owns_anything(const Side& side, const Project& owner, const RepoPath& path) {
  const auto type = side.tree.type(path);
  if (!type) return false;
  if (type == EntryType::directory) {
    return std::ranges::any_of(side.tree.list(path),
                               [&](const Entry& entry) { return owns_anything(side, owner, path.child(entry.name)); });
  }
  const bool ignored =
      std::ranges::any_of(owner.ignore, [&](const Glob& glob) { return glob.matches_at_or_above(path); });
  return side.workspace.owner(path) == &owner && !ignored;
}

// Projects that only `one` has took files over from, or leave them to, whoever owns their directory in `other`.
void add_ownership(const Side& one, const Side& other, bool gained, Reasons& reasons) {
  for (const auto& [id, project] : one.workspace.projects) {
    if (other.workspace.find(id) != nullptr) continue;
    const auto owner = owner_of(other.workspace.projects, id.directory);
    if (owner == other.workspace.projects.end()) continue;
    if (owns_anything(other, owner->second, id.directory))
      reasons[owner->first].insert(OwnershipChanged{id.directory, gained});
  }
}

}  // namespace

void add_differences(const Side& base, const Side& head, Reasons& reasons) {
  for (const auto& [id, project] : head.workspace.projects) {
    const auto* before = base.workspace.find(id);
    if (before == nullptr) {
      reasons[id].insert(ProjectAdded{});
      continue;
    }
    add_settings(*before, project, reasons[id]);
    add_configuration(base.workspace.config, head.workspace.config, project, reasons[id]);
  }
  add_edges_of_one(head.workspace, base.workspace, true, reasons);
  add_edges_of_one(base.workspace, head.workspace, false, reasons);
  add_ownership(head, base, false, reasons);
  add_ownership(base, head, true, reasons);
}

}  // namespace monoci
