#include "init/project_choice.hpp"

#include <algorithm>
#include <set>

#include "base/literal_pattern.hpp"

namespace monoci {

namespace {

Workspace read(const FileTree& tree, const Config& config, ReadCache& cache) {
  Diagnostics unheeded;  // the workspace that is wanted is read once more, and told
  return read_workspace(tree, config, cache, unheeded);
}

bool is_specimen_project(const Project& project) {
  return std::ranges::all_of(project.roots, is_specimen) && is_specimen(project.id.directory);
}

// Up to the component that makes it one: what lies beside it is of the same sort.
RepoPath specimen_top(RepoPath directory) {
  while (!directory.parent().is_root() && is_specimen(directory.parent())) directory = directory.parent();
  return directory;
}

std::vector<RepoPath> tops_of(const std::set<RepoPath>& specimens, const std::set<RepoPath>& kept) {
  std::set<RepoPath> tops;
  for (const auto& directory : specimens) {
    const auto top = specimen_top(directory);
    const bool is_shared = std::ranges::any_of(kept, [&](const RepoPath& each) { return top.contains(each); });
    tops.insert(is_shared ? directory : top);
  }
  std::erase_if(tops, [&](const RepoPath& each) {
    return std::ranges::any_of(tops, [&](const RepoPath& top) { return top != each && top.contains(each); });
  });
  return {tops.begin(), tops.end()};
}

// Whom a project that is no specimen requires.
std::set<ProjectId> required(const Workspace& workspace) {
  std::set<ProjectId> ids;
  for (const auto& edge : workspace.edges)
    if (!is_specimen_project(*workspace.find(edge.from.project))) ids.insert(edge.to.project);
  return ids;
}

void choose_lone_projects(ProjectChoice& choice, const Workspace& nearest, const Workspace& all) {
  std::set<RepoPath> kept, specimens;
  const auto needed = required(all);
  for (const auto& [id, project] : all.projects) {
    const bool is_found = nearest.find(id) != nullptr;
    if (is_specimen_project(project) && !needed.contains(id)) {
      specimens.insert(id.directory);
      continue;
    }
    kept.insert(id.directory);
    if (!is_found) choice.lone.push_back(id.directory);
  }
  choice.all = !choice.lone.empty();
  choice.specimens = tops_of(specimens, kept);
}

// Python code around it means that a package ships the models: they are that project's own files.
bool is_in_package(const FileTree& tree, RepoPath directory) {
  for (; !directory.is_root(); directory = directory.parent())
    if (tree.type(directory.child("__init__.py"))) return true;
  return false;
}

bool is_lone_models(const FileTree& tree, const Workspace& workspace, const RepoPath& manifest) {
  const auto* ecosystem = ecosystem_of_manifest(manifest.name());
  if (ecosystem == nullptr || ecosystem->models == nullptr) return false;
  const auto directory = manifest.parent();
  const auto* owner = workspace.owner(manifest);
  return !directory.is_root() && !is_specimen(directory) && !is_fetched(directory, *ecosystem) &&
         !is_in_package(tree, directory) && (owner == nullptr || owner->id.directory.is_root());
}

}  // namespace

Config config_of(const ProjectChoice& choice) {
  Config config;
  for (const auto& each : choice.specimens) config.exclude.push_back({*Glob::parse(pattern_of(each)), {}});
  for (const auto& each : choice.models) config.include.push_back({*Glob::parse(pattern_of(each)), {}});
  return config;
}

ProjectChoice choose_projects(const FileTree& tree, const std::vector<RepoPath>& files, ReadCache& cache) {
  ProjectChoice choice;
  Config nearest;
  nearest.discover = Discover::nearest;
  choose_lone_projects(choice, read(tree, nearest, cache), read(tree, {}, cache));
  const auto chosen = read(tree, config_of(choice), cache);
  for (const auto& file : files)
    if (is_lone_models(tree, chosen, file)) choice.models.push_back(file.parent());
  return choice;
}

}  // namespace monoci
