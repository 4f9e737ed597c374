#include "workspace/discovery.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "workspace/ownership.hpp"

namespace monoci {

namespace {

const RepoPath kTemplates = *RepoPath::parse("templates/new");

std::size_t depth(const RepoPath& directory) { return directory.components().size(); }

}  // namespace

Found Discovery::run() {
  select();
  add_configured();
  follow_sources();
  add_unreadable();
  add_linked_submodules();
  warn_of_broken();
  return std::move(found_);
}

bool Discovery::is_kept_out(const RepoPath& directory) const {
  return is_template_of_new(links_.tree(), directory) ||
         std::ranges::any_of(config_.exclude,
                             [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(directory); });
}

bool is_template_of_new(const FileTree& tree, const RepoPath& directory) {
  const auto parts = directory.components();
  if (parts.size() < 3 || parts[0] != "templates" || parts[1] != "new") return false;
  return tree.type(kTemplates.child(parts[2]).child("scaffold.yml")).has_value();
}

std::set<RepoPath> Discovery::manifest_directories(const Ecosystem& ecosystem) const {
  std::set<RepoPath> directories;
  for (const auto& file : links_.tree().index().named_files()) {
    const auto directory = file.parent();
    const bool is_manifest = ecosystem_of_manifest(file.name()) == &ecosystem;
    if (is_manifest && !is_fetched(directory, ecosystem) && !is_kept_out(directory)) directories.insert(directory);
  }
  return directories;
}

bool Discovery::is_root(const RepoPath& directory, const Ecosystem& ecosystem) {
  if (ecosystem.member_patterns == PatternDialect::none) return false;
  const auto* found = manifests_.in(directory, ecosystem);
  return found != nullptr && found->manifest != nullptr && found->manifest->workspace && found->manifest->managed;
}

void Discovery::select() {
  if (!config_.roots.empty()) return select_named();
  for (const auto& ecosystem : ecosystems()) {
    const auto directories = manifest_directories(ecosystem);
    if (directories.contains(RepoPath())) manifests_.report(RepoPath(), ecosystem, problems_);
    if (config_.discover == Discover::all)
      select_all(ecosystem, directories);
    else
      select_nearest(ecosystem, directories);
  }
}

void Discovery::select_named() {
  for (const auto& root : config_.roots) {
    const auto directory = RepoPath::parse(root.text);
    if (!directory || manifests_.in(*directory).empty()) {
      problems_.error(fmt::format("`{}` holds no workspace and no project", root.text), root.spot,
                      "name the directory of a root manifest");
      continue;
    }
    for (const auto& ecosystem : ecosystems()) {
      if (is_root(*directory, ecosystem))
        add_workspace(*directory, ecosystem);
      else if (manifests_.in(*directory, ecosystem) != nullptr)
        add_alone(*directory, ecosystem);
    }
  }
}

// Roots at the smallest depth at which one occurs; the repository root is depth 0. Manifests are read level by level,
// so that those below a found root are not read for this.
void Discovery::select_nearest(const Ecosystem& ecosystem, const std::set<RepoPath>& directories) {
  std::map<std::size_t, std::vector<RepoPath>> levels;
  for (const auto& directory : directories) levels[depth(directory)].push_back(directory);
  for (const auto& [level, level_directories] : levels) {
    bool any = false;
    for (const auto& directory : level_directories) {
      if (!is_root(directory, ecosystem)) continue;
      add_workspace(directory, ecosystem);
      any = true;
    }
    if (!any) continue;
    for (const auto& [above, same_or_above] : levels)
      if (above <= level)
        for (const auto& directory : same_or_above) looked_at_.push_back({directory, &ecosystem});
    return;
  }
  select_all(ecosystem, directories);
}

void Discovery::select_all(const Ecosystem& ecosystem, const std::set<RepoPath>& directories) {
  for (const auto& directory : directories) {
    if (is_root(directory, ecosystem)) add_workspace(directory, ecosystem);
  }
  for (const auto& directory : directories) {
    const auto* found = manifests_.in(directory, ecosystem);
    const bool stands_alone = found != nullptr && found->manifest != nullptr && found->manifest->is_project;
    const bool is_free = !found_.has(directory, ecosystem) && !found_.members_living_at.contains(directory) &&
                         !is_in_project_of_another(directory, ecosystem);
    if (stands_alone && is_free) add_alone(directory, ecosystem);
  }
  for (const auto& directory : directories) looked_at_.push_back({directory, &ecosystem});
}

// What would be a project or a root if it could be read must not vanish without a word. Within a project it may be
// anything, a fixture for example; where somebody needs it, it has been told as an error.
void Discovery::warn_of_broken() {
  for (const auto& [directory, ecosystem] : looked_at_) {
    const auto* found = manifests_.in(directory, *ecosystem);
    if (found == nullptr || found->manifest != nullptr) continue;
    if (owner_of(found_.projects, directory) != found_.projects.end()) continue;
    Diagnostics faults;
    manifests_.report(directory, *ecosystem, faults);
    const auto all = faults.sorted();
    const auto first = std::ranges::find(all, Severity::error, &Diagnostic::severity);
    if (first != all.end())
      problems_.warning(first->what + "; no project is seen here", first->where,
                        "mend it, or keep it from being a project with `projects.exclude`");
  }
}

// A manifest within a project of an ecosystem that stands before it in the table describes a part of that project: as
// a project of its own it would take its files away from the other, and a change to them would reach fewer.
bool Discovery::is_in_project_of_another(const RepoPath& directory, const Ecosystem& ecosystem) const {
  const auto is_before = [&](const FoundProject& project) {
    return std::ranges::any_of(project.parts, [&](const FoundPart& part) { return part.ecosystem < &ecosystem; });
  };
  if (!found_.members_living_at.empty())
    for (auto above = directory; !above.is_root();) {
      above = above.parent();
      const auto member = found_.members_living_at.find(above);
      if (member != found_.members_living_at.end() && is_before(found_.projects.at(member->second))) return true;
    }
  const auto owner = owner_of(found_.projects, directory);
  return owner != found_.projects.end() && owner->first != directory && is_before(owner->second);
}

void Discovery::add_workspace(const RepoPath& root, const Ecosystem& ecosystem) {
  if (found_.workspaces.contains({root, &ecosystem})) return;
  const auto* manifest = manifests_.in(root, ecosystem)->manifest;
  manifests_.report(root, ecosystem, problems_);
  auto& workspace = found_.workspaces[{root, &ecosystem}];
  workspace = {root, &ecosystem, manifest, {}};
  if (manifest->is_project && !is_kept_out(root)) {
    workspace.members.insert(root);
    add_project(root, {&ecosystem, {}, manifest, {root}});
  }
  const auto& members = manifest->workspace.value().members;
  const auto named = directories_of(root, members, Names::utf8);
  for (std::size_t i = 0; i < members.size(); ++i) add_members(workspace, members[i], named[i]);
  warn_of_shared_names(workspace);
}

void Discovery::warn_of_shared_names(const FoundWorkspace& workspace) {
  std::map<std::string, RepoPath> first;
  for (const auto& directory : workspace.members) {
    const auto* part = found_.projects.at(directory).part(*workspace.ecosystem);
    const auto* manifest = part == nullptr ? nullptr : part->manifest;
    if (manifest == nullptr || !manifest->name) continue;
    const auto [known, is_new] = first.try_emplace(*manifest->name, directory);
    if (is_new) continue;
    problems_.warning(
        fmt::format("`{}` and `{}` are both named `{}`", known->second.str(), directory.str(), *manifest->name),
        manifest->spot,
        fmt::format("{} refuses two members of one name; here a requirement of it means each of them",
                    workspace.ecosystem->name));
  }
}

// The directories that each pattern names, and a word where not all of them are known.
std::vector<std::set<RepoPath>> Discovery::directories_of(const RepoPath& root,
                                                          const std::vector<SpottedText>& patterns, Names names) {
  std::vector<std::string_view> texts;
  for (const auto& pattern : patterns) texts.push_back(pattern.text);
  auto named = directories_named(links_, root, texts, names);
  std::vector<std::set<RepoPath>> directories;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const auto& [text, spot] = patterns[i];
    if (const auto fault = fault_of_size(text); !fault.empty())
      problems_.error(fmt::format("the pattern `{}…` is too large: {}", quoted_if_odd(text.substr(0, 40)), fault), spot,
                      "name the directories in several patterns");
    if (!named[i].all_spellings)
      problems_.warning(
          fmt::format("`{}` reaches more directories through links than are looked at by every spelling", text), spot,
          "each place behind them counts once; name the directories without the links between them");
    directories.push_back(std::move(named[i].paths));
  }
  return directories;
}

const Excluded& Discovery::excluded_from(const RepoPath& root, const WorkspaceTable& table) {
  const auto known = excluded_.find(&table);
  if (known != excluded_.end()) return known->second;
  for (const auto& pattern : table.exclude)
    if (const auto fault = fault_of_size(pattern.text); !fault.empty())
      problems_.error(
          fmt::format("the pattern `{}…` is too large: {}", quoted_if_odd(pattern.text.substr(0, 40)), fault),
          pattern.spot, "name the directories in several patterns");
  return excluded_.emplace(&table, Excluded(root, table.exclude)).first->second;
}

void Discovery::add_members(FoundWorkspace& workspace, const SpottedText& pattern, const std::set<RepoPath>& named) {
  if (const auto fault = fault_of_pattern(pattern.text); !fault.empty()) {
    problems_.warning(fmt::format("the pattern `{}` matches nothing: {}", pattern.text, fault), pattern.spot);
  }
  const auto& excluded = excluded_from(workspace.root, workspace.manifest->workspace.value());
  for (const auto& directory : named) {
    if (excluded.contains(directory) || directory == workspace.root || is_kept_out(directory)) continue;
    const bool is_submodule = links_.resolve(directory).type == EntryType::submodule;
    if (!is_submodule && manifests_.in(directory, *workspace.ecosystem) == nullptr) {
      if (directory.name().starts_with('.')) continue;
      problems_.warning(fmt::format("`{}` matches `{}`, which has no {}", pattern.text, directory.str(),
                                    workspace.ecosystem->manifest_files[0]),
                        pattern.spot);
      continue;
    }
    add_member(workspace, directory);
  }
}

void Discovery::add_member(FoundWorkspace& workspace, const RepoPath& directory) {
  const auto resolved = links_.resolve(directory);
  if (resolved.type == EntryType::submodule) {
    workspace.members.insert(resolved.real.value());
    add_project(resolved.real.value(), {workspace.ecosystem, {}, nullptr, {workspace.root}}, true);
    return;
  }
  manifests_.report(directory, *workspace.ecosystem, problems_);
  const auto* found = manifests_.in(directory, *workspace.ecosystem);
  if (found->manifest == nullptr || !found->manifest->managed) return;
  if (found->manifest->workspace) {
    problems_.warning(fmt::format("`{}` is a member and a workspace root: workspaces do not nest", directory.str()),
                      found->manifest->workspace->spot);
  }
  if (!found->manifest->is_project) {
    problems_.warning(fmt::format("the member `{}` has no project table", directory.str()), found->manifest->spot);
  }
  workspace.members.insert(directory);
  if (!resolved.followed.empty()) found_.members_living_at.emplace(resolved.real.value(), directory);
  add_project(directory, {workspace.ecosystem, {}, found->manifest, {workspace.root}});
}

// A project that is a member of no selected workspace is a workspace of its own.
void Discovery::add_alone(const RepoPath& directory, const Ecosystem& ecosystem) {
  manifests_.report(directory, ecosystem, problems_);
  const auto* found = manifests_.in(directory, ecosystem);
  const auto* manifest = found == nullptr ? nullptr : found->manifest;
  found_.workspaces.try_emplace({directory, &ecosystem}, FoundWorkspace{directory, &ecosystem, manifest, {}})
      .first->second.members.insert(directory);
  add_project(directory, {&ecosystem, {}, manifest, {directory}});
}

// A member of two workspaces has the edges that either gives it.
void Discovery::add_project(const RepoPath& directory, FoundPart part, bool submodule) {
  if (part.manifest != nullptr) part.file = manifests_.in(directory, *part.ecosystem)->path;
  auto& project = found_.projects.emplace(directory, FoundProject{directory, {}, submodule}).first->second;
  auto place = std::ranges::lower_bound(project.parts, part.ecosystem, {}, &FoundPart::ecosystem);
  if (place == project.parts.end() || place->ecosystem != part.ecosystem)
    project.parts.insert(place, std::move(part));
  else
    place->roots.insert(part.roots.begin(), part.roots.end());
  to_follow_.push_back(directory);
}

void Discovery::add_unknown(const RepoPath& directory, bool submodule) {
  found_.projects.emplace(directory, FoundProject{directory, {}, submodule});
}

}  // namespace monoci
