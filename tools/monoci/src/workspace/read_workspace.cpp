#include "workspace/read_workspace.hpp"

#include <algorithm>

#include "ecosystem/unread_manifests.hpp"
#include "workspace/declared_edges.hpp"
#include "workspace/discovery.hpp"
#include "workspace/named_file.hpp"
#include "workspace/named_path_reader.hpp"
#include "workspace/private_files.hpp"
#include "workspace/project_file.hpp"
#include "workspace/reading_steps.hpp"
#include "workspace/settings.hpp"

namespace monoci {

namespace {

Globs common_ignore(const Config& config) {
  std::vector<Glob> globs;
  for (const auto& pattern : config.ignore) globs.push_back(pattern.glob);
  std::ranges::sort(globs);
  return Globs(std::move(globs));
}

Globs ignored_by(const Project& project, const std::vector<SpottedText>& own, const Globs& common,
                 Diagnostics& problems) {
  if (own.empty()) return common;
  std::vector<Glob> globs, all;
  for (const auto& text : own) {  // seen from the project, or from the root
    for (const auto& prefix : {project.id.directory.below_prefix(), std::string()}) {
      auto glob = Glob::parse(prefix + text.text);
      if (glob)
        globs.push_back(std::move(*glob));
      else if (prefix.empty())
        problems.error("`" + text.text + "` is no pattern: " + glob.error(), text.spot);
    }
  }
  std::ranges::sort(globs);
  std::ranges::merge(common, globs, std::back_inserter(all));
  return Globs(std::move(all));
}

// The first ecosystem that has a name for the project names it. What is in a submodule may be of any ecosystem.
void add_parts(Project& project, const FoundProject& found) {
  for (const auto& part : found.parts) {
    project.ecosystems.push_back(part.ecosystem->name);
    project.roots.insert(part.roots.begin(), part.roots.end());
    if (part.manifest == nullptr) continue;
    project.manifests.push_back(part.file.value());
    if (project.package.empty() && part.manifest->name) project.package = part.manifest->name.value();
  }
  if (!project.ecosystems.empty()) project.ecosystem = project.ecosystems[0];
  if (!project.manifests.empty()) project.manifest = project.manifests[0];
  if (!found.submodule) return;
  project.ecosystems.clear();
  for (const auto& ecosystem : ecosystems()) project.ecosystems.push_back(ecosystem.name);
  if (found.parts.empty()) project.roots = {found.directory};
}

Project project_of(const FoundProject& found, const ProjectSettings& settings, const Config& config,
                   const Globs& common_ignore, Diagnostics& problems) {
  Project project;
  project.id = {found.directory};
  add_parts(project, found);
  project.name = settings.name             ? settings.name->text
                 : project.package.empty() ? std::string(found.directory.name())
                                           : project.package;
  project.kind = kind_of(found.directory, settings, config, problems);
  project.submodule = found.submodule;
  for (const auto& tag : settings.tags) project.tags.push_back(tag.text);
  std::ranges::sort(project.tags);
  project.ignore = ignored_by(project, settings.ignore, common_ignore, problems);
  return project;
}

// What a root's tool reads for every member: directories of archives, mostly.
std::vector<OutsideInput> member_paths(const FoundWorkspace& workspace, const Links& links) {
  std::vector<OutsideInput> paths;
  if (workspace.manifest == nullptr || workspace.members.empty()) return paths;
  const bool is_alone = workspace.members.size() == 1 && workspace.members.contains(workspace.root);
  for (const auto& text : workspace.manifest->member_paths) {
    const auto path = workspace.root.resolve(text.text);
    if (!path || path->contains(workspace.root) || (is_alone && workspace.root.contains(*path))) continue;
    for (const auto& end : links.led_to(*path).ends) paths.push_back({end, InputKind::source_file, text.spot});
  }
  return paths;
}

std::vector<MemberSet> member_sets(const Found& found, const Links& links, const Locks& locks) {
  std::vector<MemberSet> sets;
  for (const auto& [key, workspace] : found.workspaces) {
    MemberSet set;
    set.root = workspace.root;
    set.ecosystem = workspace.ecosystem->name;
    for (const auto& member : workspace.members) set.members.insert({member});
    set.paths = member_paths(workspace, links);
    if (workspace.manifest != nullptr) set.groups = workspace.manifest->installed_groups;
    set.lock_problem = locks.problem(key);
    for (const auto name : workspace.ecosystem->lock_files) {
      set.lock = workspace.root.child(name);
      sets.push_back(set);
    }
  }
  return sets;
}

}  // namespace

std::span<const std::string_view> indexed_file_names() {
  static const auto names = [] {
    std::vector<std::string_view> all = {kProjectFile};
    for (const auto& ecosystem : ecosystems())
      all.insert(all.end(), ecosystem.manifest_files.begin(), ecosystem.manifest_files.end());
    for (const auto& unread : unread_manifest_names()) all.push_back(unread.file_name);
    for (const auto& ecosystem : ecosystems())
      for (const auto& tool : ecosystem.context_files)
        if (tool.read != nullptr) all.insert(all.end(), tool.names.begin(), tool.names.end());
    for (const auto& row : naming_files()) all.insert(all.end(), row.names.begin(), row.names.end());
    return all;
  }();
  return names;
}

std::optional<Config> read_config_of(const FileTree& tree, Diagnostics& problems) {
  const Links links(tree);
  const auto named = named_file(links, RepoPath().child(kConfigFile));
  if (named.fault) {
    problems.add(*named.fault);
    return std::nullopt;
  }
  if (!named.real) return Config{};
  const auto text = tree.read(*named.real);
  if (!text) {
    problems.add(text.error());
    return std::nullopt;
  }
  return read_config({std::string(kConfigFile), *text}, problems);
}

Workspace read_workspace(const FileTree& tree, Config config, ReadCache& cache, Diagnostics& problems) {
  const Links links(tree);
  Manifests manifests(links, cache.manifests);
  Locks locks(links, cache.locks);

  Workspace workspace;
  workspace.config = std::move(config);
  const auto found = Discovery(links, manifests, locks, workspace.config, problems).run();
  for (const auto& [real, member] : found.members_living_at) workspace.living_at.emplace(real, ProjectId{member});
  const auto settings = settings_of(found, links, workspace.unreadable, problems);
  const auto ignore = common_ignore(workspace.config);
  for (const auto& [directory, project] : found.projects) {
    auto made = project_of(project, settings.at(directory), workspace.config, ignore, problems);
    made.hidden = private_files(project, settings.at(directory), workspace.config, tree, problems);
    settle_jobs(made, settings.at(directory), workspace.config, links, problems);
    workspace.projects.emplace(ProjectId{directory}, std::move(made));
  }
  check_kind_paths(workspace.config, tree, links, problems);
  auto edges = edges_of(found, links, locks, problems);
  NamedPathReader named(links, cache.named_paths);
  const auto installed = add_installed_edges(workspace, found, links, named, edges.all);
  find_stand_alone(workspace, found);
  find_guests(workspace, found, edges.all);
  if (auto declared = declared_edges(workspace, settings, problems); !declared.empty()) {
    std::ranges::move(declared, std::back_inserter(edges.all));
    find_guests(workspace, found, edges.all);
  }
  std::ranges::sort(edges.all);
  workspace.member_sets = member_sets(found, links, locks);
  workspace.path_sources = std::move(edges.path_sources);
  workspace.edges = std::move(edges.all);
  workspace.unmet = std::move(edges.unmet);
  find_outside_inputs(workspace, found, links, settings, locks, problems);
  find_seen_files(workspace, links);
  IncludedFiles included(links, cache.includes);
  find_shared_inputs(workspace, links, problems);
  find_named_inputs(workspace, found, links, manifests, named, installed);
  find_job_inputs(workspace, links, included, named, problems);

  workspace.continuations = manifests.continuations();
  std::ranges::copy(manifests.unreadable(), std::back_inserter(workspace.unreadable));
  std::ranges::copy(included.unreadable(), std::back_inserter(workspace.unreadable));
  std::ranges::move(named.unreadable, std::back_inserter(workspace.unreadable));
  std::ranges::copy(links.unreadable(), std::back_inserter(workspace.unreadable));
  for (auto& [id, project] : workspace.projects)  // what only this finds to be unreadable is no evidence of the graph
    if (!project.submodule) project.read = manifests.read_in(id.directory);
  cache.steps += links.steps();
  return workspace;
}

}  // namespace monoci
