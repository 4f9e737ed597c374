#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <ranges>
#include <tuple>

#include "affected/own_reasons.hpp"
#include "workspace/inputs_of.hpp"
#include "workspace/ownership.hpp"

namespace monoci {

namespace {

auto joined(const Edge& edge) { return std::tie(edge.from, edge.to, edge.kind); }  // without the line it stands on

void add_edges_of_one(const Workspace& one, const Workspace& other, bool added, Reasons& reasons) {
  auto known = other.edges.begin();  // both are sorted
  for (const auto& edge : one.edges) {
    while (known != other.edges.end() && joined(*known) < joined(edge)) ++known;
    const bool is_known = known != other.edges.end() && joined(*known) == joined(edge);
    if (!is_known && other.find(edge.from.project) != nullptr) reasons.add(edge.from.project, EdgeChanged{edge, added});
  }
}

bool have_same_settings(const Project& one, const Project& other) {
  const auto patterns = [](const Project& project) {
    return std::views::transform(project.patterns, &InputPattern::glob);
  };
  const auto is_same_change = [](const JobChange& change, const JobChange& same) {
    return change.job == same.job && change.dropped == same.dropped && change.settings == same.settings;
  };
  return std::ranges::equal(one.job_changes, other.job_changes, is_same_change) && one.kind == other.kind &&
         one.tags == other.tags && one.own_pipeline == other.own_pipeline && one.ignore == other.ignore &&
         std::ranges::equal(patterns(one), patterns(other));
}

// Whether the tree holds such a file at or below `path`.
bool holds(const FileTree& tree, const RepoPath& path, const std::function<bool(const RepoPath&)>& is_such) {
  const auto type = tree.type(path);
  if (type != EntryType::directory) return type && is_such(path);
  return std::ranges::any_of(tree.list(path),
                             [&](const Entry& entry) { return holds(tree, path.child(entry.name), is_such); });
}

bool owns(const Side& side, const Project& owner, const RepoPath& path) {
  const auto owners = side.workspace.owners(path);
  return std::ranges::find(owners, &owner) != owners.end();
}

// Whether the tree holds, at or below `path`, something that the project owns and does not ignore.
bool owns_anything(const Side& side, const Project& owner, const RepoPath& path) {
  return holds(side.tree, path,
               [&](const RepoPath& file) { return !owner.ignore.match_at_or_above(file) && owns(side, owner, file); });
}

// Where other files are ignored than before: whether dependents see any of them. What was added or deleted since is
// told of itself.
void add_ignored(const Side& base, const Side& head, const Project& before, const Project& after, Reasons& reasons) {
  bool any = false;
  const bool any_seen = holds(head.tree, after.id.directory, [&](const RepoPath& file) {
    if (before.ignore.match_at_or_above(file) == after.ignore.match_at_or_above(file)) return false;
    const auto was = base.tree.type(file);
    const bool is_on_both = was && was != EntryType::directory && owns(base, before, file) && owns(head, after, file);
    if (!is_on_both) return false;
    any = true;
    const auto& side = before.ignore.match_at_or_above(file) ? after : before;  // the one that counts it
    return !side.hidden.match_at_or_above(file);
  });
  if (!any) return;
  const auto kind = any_seen ? ReasonKind::setting : ReasonKind::private_file;
  reasons.add(after.id, kind, reasons.id_of(SettingChanged{std::string(kIgnorePatterns)}));
}

void add_settings(const Side& base, const Side& head, const Project& before, const Project& after, Reasons& reasons) {
  if (have_same_settings(before, after)) return;  // as almost always, and without writing them down
  const auto known = own_settings(before);
  for (const auto& setting : own_settings(after)) {
    if (std::ranges::find(known, setting) != known.end()) continue;
    if (setting.name == kIgnorePatterns)
      add_ignored(base, head, before, after, reasons);
    else
      reasons.add(after.id, SettingChanged{setting.name});
  }
}

// Whether `inputs.global` means other files than before.
bool has_other_globals(const Side& base, const Side& head) {
  const auto& before = base.workspace.config;
  const auto& after = head.workspace.config;
  if (global_setting(before) == global_setting(after)) return false;
  const auto means = [](const Config& config, const RepoPath& file) {
    return std::ranges::any_of(config.global_inputs,
                               [&](const auto& pattern) { return pattern.glob.matches_at_or_above(file); });
  };
  return holds(head.tree, RepoPath(),
               [&](const RepoPath& file) { return means(before, file) != means(after, file) && base.tree.type(file); });
}

// Projects that only `one` has, or that are guests in `other`, took files over from, or leave them to, whoever owns
// their directory in `other`. A guest takes nothing.
void add_ownership(const Side& one, const Side& other, bool gained, Reasons& reasons) {
  for (const auto& [id, project] : one.workspace.projects) {
    if (project.guest_of) continue;
    if (const auto* same = other.workspace.find(id); same != nullptr && !same->guest_of) continue;
    for (const auto* owner : other.workspace.owners(id.directory))
      if (owner->id != id && owns_anything(other, *owner, id.directory))
        reasons.add(owner->id, OwnershipChanged{id.directory, gained});
  }
}

// Why a directory that is still there is no project of head.
std::string why_left(const Side& head, const Project& project) {
  const auto& directory = project.id.directory;
  for (const auto& pattern : head.workspace.config.exclude)
    if (pattern.glob.matches_at_or_above(directory))
      return fmt::format("`projects.exclude` names it ({}:{})", pattern.spot.file.str(), pattern.spot.line);
  if (head.tree.type(directory) != EntryType::directory) return "a file, a link or a submodule is in its place";
  const bool has_manifest =
      std::ranges::any_of(project.manifests, [&](const RepoPath& file) { return head.tree.type(file).has_value(); });
  if (has_manifest) return "no workspace has it as a member, and nothing else makes it a project";
  return project.manifests.empty() ? "nothing makes it a project" : "its manifest is gone, other files are left";
}

}  // namespace

bool remains_at(const FileTree& tree, const RepoPath& path) {
  auto on_the_way = RepoPath();
  for (const auto component : path.components()) {
    on_the_way = on_the_way.child(component);
    const auto type = tree.type(on_the_way);
    if (type != EntryType::directory)
      return type == EntryType::link || type == EntryType::submodule || (type && on_the_way == path);
  }
  return true;
}

void add_lost_projects(const Side& base, const Side& head, Reasons& reasons) {
  for (const auto& [id, project] : base.workspace.projects) {
    if (head.workspace.find(id) != nullptr) continue;
    if (remains_at(head.tree, id.directory))
      reasons.replace(id, ProjectLeft{why_left(head, project)});
    else
      reasons.replace(id, ProjectDeleted{});
  }
}

void add_differences(const Side& base, const Side& head, Reasons& reasons) {
  if (&base.workspace == &head.workspace) return;
  const auto& before = base.workspace.config;
  const auto& after = head.workspace.config;
  const bool other_globals = has_other_globals(base, head);
  std::map<std::string, bool> same_templates;  // by kind
  for (const auto& [id, project] : head.workspace.projects) {
    const auto* known = base.workspace.find(id);
    if (known == nullptr) {
      reasons.add(id, ProjectAdded{});
      continue;
    }
    add_settings(base, head, *known, project, reasons);
    if (other_globals) reasons.add(id, SettingChanged{std::string(kGlobalInputs)});
    const auto [same, is_new] = same_templates.try_emplace(project.kind);
    if (is_new) same->second = template_setting(before, project.kind) == template_setting(after, project.kind);
    if (!same->second) reasons.add(id, SettingChanged{std::string(kListOfTemplates)});
  }
  add_edges_of_one(head.workspace, base.workspace, true, reasons);
  add_edges_of_one(base.workspace, head.workspace, false, reasons);
  add_ownership(head, base, false, reasons);
  add_ownership(base, head, true, reasons);
}

}  // namespace monoci
