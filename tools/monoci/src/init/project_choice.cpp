#include "init/project_choice.hpp"

#include <algorithm>
#include <set>

#include "base/literal_pattern.hpp"
#include "scaffold/test_data.hpp"

namespace monoci {

namespace {

Workspace read(const FileTree& tree, const Config& config, ReadCache& cache) {
  Diagnostics unheeded;  // the workspace that is wanted is read once more, and told
  return read_workspace(tree, config, cache, unheeded);
}

// An example is a project, and breaks as one does. Test data is what `check` would propose to keep out.
void choose_lone_projects(ProjectChoice& choice, const Workspace& nearest, const Workspace& all) {
  std::set<ProjectId> kept_out;
  for (auto& data : test_data_of(all)) {
    choice.specimens.push_back(std::move(data.directory));
    kept_out.insert(data.projects.begin(), data.projects.end());
  }
  for (const auto& [id, project] : all.projects)
    if (nearest.find(id) == nullptr && !kept_out.contains(id)) choice.lone.push_back(id.directory);
  choice.all = !choice.lone.empty();
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
