#include "init/project_files.hpp"

#include <algorithm>
#include <set>

#include "document/document.hpp"
#include "init/file_text.hpp"

namespace monoci {

namespace {

constexpr std::string_view kNoCode[] = {"tests", "test", "docs", "examples", "scripts"};
constexpr std::string_view kDbtPackages[] = {"packages.yml", "dependencies.yml"};

std::set<std::string> adapters_in(const Value& profiles) {
  std::set<std::string> adapters;
  for (const auto& profile : profiles.members) {
    const auto* outputs = profile.value.find("outputs");
    if (outputs == nullptr) continue;
    for (const auto& output : outputs->members)
      if (const auto* type = output.value.find("type")) adapters.insert(type->scalar);
  }
  return adapters;
}

// `env_var('NAME')` without a second word fails where the variable is not set.
bool asks_environment(const std::string& profiles) {
  for (auto at = profiles.find("env_var("); at != std::string::npos; at = profiles.find("env_var(", at + 1)) {
    const auto call = profiles.substr(at, profiles.find(')', at) - at);
    if (call.find(',') == std::string::npos) return true;
  }
  return false;
}

DbtFacts dbt_facts(const FileTree& tree, const RepoPath& directory) {
  DbtFacts facts;
  facts.has_packages =
      std::ranges::any_of(kDbtPackages, [&](auto name) { return tree.type(directory.child(name)).has_value(); });
  const auto profiles = file_text(tree, directory.child("profiles.yml"));
  if (!profiles) return facts;
  facts.has_profile = true;
  facts.profile_asks = asks_environment(*profiles);
  Diagnostics unheeded;
  if (const auto document = read_yaml({"profiles.yml", *profiles}, unheeded)) {
    const auto adapters = adapters_in(*document);
    facts.adapters.assign(adapters.begin(), adapters.end());
  }
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
  if (tree.type(project.id.directory.child("dbt_project.yml"))) project.dbt = dbt_facts(tree, project.id.directory);
}

}  // namespace monoci
