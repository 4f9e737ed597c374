#include "init/survey.hpp"

#include <algorithm>
#include <charconv>

#include "init/file_text.hpp"
#include "init/init_files.hpp"
#include "init/project_choice.hpp"
#include "init/project_files.hpp"

namespace monoci {

namespace {

struct Beside {
  std::string_view file, manager;
};
constexpr Beside kBeside[] = {{"pnpm-workspace.yaml", "pnpm"}, {"pnpm-lock.yaml", "pnpm"}, {"yarn.lock", "yarn"},
                              {"package-lock.json", "npm"},    {"Cargo.lock", "Cargo"},    {"go.mod", "Go"}};

class Surveyor {
 public:
  Surveyor(const FileTree& tree, ReadCache& cache, RepositoryFacts facts)
      : tree_(tree), cache_(cache), links_(tree), manifests_(links_, cache.manifests), files_(all_files(tree)) {
    survey_.facts = std::move(facts);
  }

  std::expected<Survey, Diagnostics> run() {
    survey_.choice = choose_projects(tree_, files_, cache_);
    survey_.config = config_of(survey_.choice);
    Diagnostics problems;
    const auto workspace = read_workspace(tree_, survey_.config, cache_, problems);
    if (problems.has_errors()) return std::unexpected(std::move(problems));
    read_roots(workspace);
    read_projects(workspace);
    read_settings();
    read_others(workspace);
    return std::move(survey_);
  }

 private:
  void read_manifest(const RepoPath& directory) {
    if (survey_.manifests.contains(directory)) return;
    if (auto facts = manifest_facts(manifests_.in(directory))) survey_.manifests.emplace(directory, std::move(*facts));
  }

  void read_roots(const Workspace& workspace) {
    read_manifest(RepoPath());
    for (const auto& set : workspace.member_sets) {
      read_manifest(set.root);
      survey_.locks[set.root] = tree_.type(set.lock).has_value();
    }
    survey_.template_directory = template_directory(survey_.facts.ignored, survey_.manifests[RepoPath()].members);
    survey_.locks.try_emplace(RepoPath(), has_lock(RepoPath()));
  }

  bool has_lock(const RepoPath& directory) const {
    return std::ranges::any_of(ecosystems(), [&](const Ecosystem& ecosystem) {
      return std::ranges::any_of(ecosystem.lock_files,
                                 [&](auto name) { return tree_.type(directory.child(name)).has_value(); });
    });
  }

  void read_projects(const Workspace& workspace) {
    auto files = files_by_owner(workspace, files_);
    for (const auto& [id, project] : workspace.projects) {
      if (project.submodule) continue;
      SurveyedProject found;
      found.id = id;
      found.root = project.roots.empty() ? id.directory : *project.roots.begin();
      found.habit = habit_of(id.directory);
      read_manifest(id.directory);
      found.has_manifest = survey_.manifests.contains(id.directory) && survey_.manifests.at(id.directory).is_project;
      found.is_hidden = is_hidden(found);
      read_models(tree_, manifests_.in(id.directory), found);
      read_project_files(tree_, files[id.directory], found);
      survey_.projects.push_back(std::move(found));
    }
  }

  // Its tool looks for a workspace upwards, and gives up at the first project that is no workspace.
  bool is_hidden(const SurveyedProject& project) {
    if (project.id.directory == project.root) return false;
    for (auto at = project.id.directory.parent(); at != project.root && !at.is_root(); at = at.parent()) {
      const auto facts = manifest_facts(manifests_.in(at));
      if (facts && facts->is_project) return true;
    }
    return false;
  }

  void read_settings() {
    std::set<RepoPath> directories{RepoPath()};
    for (const auto& project : survey_.projects) directories.insert({project.id.directory, project.root});
    for (const auto& directory : directories)
      for (const auto& row : tool_rows())
        if (auto settings = tool_settings(tree_, directory, row.tool, survey_.manifest(directory)))
          survey_.settings.emplace(std::pair(directory, row.tool), std::move(*settings));
  }

  void read_others(const Workspace& workspace) {
    survey_.words = ci_words(tree_, files_);
    survey_.python = python_of_root();
    if (const auto pipeline = file_text(tree_, pipeline_file()))
      survey_.pipeline = existing_pipeline({pipeline_file().str(), *pipeline}, jobs_file().str());
    for (const auto& file : files_) {
      if (is_ours(file)) survey_.taken[file] = file_text(tree_, file).value_or("");
      if (is_test_file(file) && workspace.owner(file) == nullptr && !is_for_show(file.parent()))
        survey_.root_tests.push_back(file);
      if (file.name() == "noxfile.py" || (file.name() == "tox.ini" && !is_specimen(file.parent())))
        survey_.runners.push_back(file);
      if (is_container_file(file) && !is_no_lone_container(file)) survey_.lone_containers.push_back(file);
      for (const auto& [name, manager] : kBeside)
        if (file.name() == name && !is_specimen(file.parent())) survey_.beside.try_emplace(file.parent(), manager);
    }
  }

  bool is_ours(const RepoPath& file) const {
    return file == config_file() || file == pipeline_file() || file == jobs_file() ||
           survey_.template_directory.contains(file);
  }

  bool is_no_lone_container(const RepoPath& file) const {
    return is_specimen(file.parent()) || file.str().starts_with('.') ||
           std::ranges::any_of(survey_.projects,
                               [&](const auto& project) { return project.id.directory == file.parent(); });
  }

  std::optional<int> python_of_root() const {
    const auto text = file_text(tree_, RepoPath().child(".python-version"));
    if (!text) return {};
    const auto at = text->find("3.");
    int minor = 0;
    if (at == std::string::npos) return {};
    const auto* end = text->data() + text->size();
    return std::from_chars(text->data() + at + 2, end, minor).ec == std::errc() ? std::optional(minor) : std::nullopt;
  }

  const FileTree& tree_;
  ReadCache& cache_;
  Links links_;
  Manifests manifests_;
  std::vector<RepoPath> files_;
  Survey survey_;
};

}  // namespace

const ManifestFacts* Survey::manifest(const RepoPath& directory) const {
  const auto found = manifests.find(directory);
  return found == manifests.end() ? nullptr : &found->second;
}

const ToolSettings* Survey::settings_of(Tool tool, const RepoPath& directory) const {
  const auto found = settings.find({directory, tool});
  return found == settings.end() ? nullptr : &found->second;
}

std::expected<Survey, Diagnostics> survey(const FileTree& tree, ReadCache& cache, RepositoryFacts facts) {
  return Surveyor(tree, cache, std::move(facts)).run();
}

}  // namespace monoci
