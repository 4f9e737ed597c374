#include "init/project_files.hpp"

#include <algorithm>

#include "init/file_text.hpp"

namespace monoci {

namespace {

constexpr std::string_view kNoCode[] = {"tests", "test", "docs", "examples", "scripts"};

ModelFacts model_facts(const FileTree& tree, const RepoPath& directory, const Ecosystem& ecosystem) {
  ModelFacts facts;
  const auto file = directory.child(ecosystem.models->profile_file);
  if (const auto profile = file_text(tree, file)) facts = ecosystem.models->read_profile({file.str(), *profile});
  facts.has_packages = std::ranges::any_of(ecosystem.companion_files,
                                           [&](auto name) { return tree.type(directory.child(name)).has_value(); });
  return facts;
}

// Directories at a project's top that hold an `__init__.py`.
void add_code(const RepoPath& file, SurveyedProject& project) {
  const auto directory = file.parent();
  if (file.name() != "__init__.py" || directory == project.id.directory) return;
  if (directory.parent() != project.id.directory) return;
  if (std::ranges::find(kNoCode, directory.name()) == std::end(kNoCode)) project.code.emplace_back(directory.name());
}

void add_container(const FileTree& tree, const RepoPath& file, SurveyedProject& project) {
  if (!is_container_file(file) || file.parent() != project.id.directory || project.container) return;
  const auto text = file_text(tree, file).value_or("");
  project.container = {std::string(file.name()), build_context(text, project.id.directory, project.root, tree)};
}

}  // namespace

FilesByOwner files_by_owner(const Workspace& workspace, const std::vector<RepoPath>& files) {
  FilesByOwner result;
  for (const auto& file : files) {
    const auto* owner = workspace.owner(file);
    if (owner != nullptr) result[owner->id.directory].push_back(file);
  }
  return result;
}

bool is_test_file(const RepoPath& file) {
  const auto name = file.name();
  return name.ends_with(".py") && (name.starts_with("test_") || name.ends_with("_test.py"));
}

bool is_container_file(const RepoPath& file) { return file.name() == "Dockerfile" || file.name() == "Containerfile"; }

void read_project_files(const FileTree& tree, const std::vector<RepoPath>& files, SurveyedProject& project) {
  const auto src = project.id.directory.child("src"), tests = project.id.directory.child("tests");
  for (const auto& file : files) {
    const bool is_python = file.name().ends_with(".py");
    project.has_python |= is_python;
    project.has_src |= is_python && src.contains(file);
    project.has_tests |= is_test_file(file);
    project.has_tests_directory |= is_test_file(file) && tests.contains(file);
    project.has_sql |= file.name().ends_with(".sql");
    add_code(file, project);
    add_container(tree, file, project);
  }
}

void read_models(const FileTree& tree, const std::vector<FoundManifest>& manifests, SurveyedProject& project) {
  for (const auto& found : manifests) {
    if (found.ecosystem->models == nullptr || project.models) continue;
    project.models = model_facts(tree, project.id.directory, *found.ecosystem);
    project.kind = found.ecosystem->models->kind;
  }
}

}  // namespace monoci
