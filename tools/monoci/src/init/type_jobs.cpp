// Jobs of type checkers. They need the project's environment, and somebody has to know which files to look at: the
// project's own settings, those of a root, or nobody; then it is a guess, and the job may fail.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "init/job_spec.hpp"

namespace monoci {

namespace {

// What a checker is given, in the project's directory.
struct Scope {
  std::string path;  // with a blank before it; empty for what its settings say
  std::string label;
  bool is_guess = false;
};

bool are_words(const std::vector<std::string>& names) {
  return std::ranges::all_of(names, [](const auto& name) { return shell_word(RepoPath().child(name)).has_value(); });
}

// What lies around other projects looks at its own code alone; for all others one text will do.
std::string guessed_paths(const SurveyedProject& project) {
  if (!project.id.directory.is_root()) return " .";
  if (project.has_src) return " src";
  if (project.code.empty() || !are_words(project.code)) return " .";
  return fmt::format(" {}", fmt::join(project.code, " "));
}

// Pyright and ty look at all of the project by themselves, where the settings are its own.
Scope scope_with_own(const ToolSettings& settings, const SurveyedProject& project, Tool tool) {
  const bool is_known = settings.names_paths() || (tool != Tool::mypy && !project.id.directory.is_root());
  return is_known ? Scope{} : Scope{guessed_paths(project), "guess", true};
}

// Whether the paths of a root's settings have to do with a project: they name it, something in it, or what it is in.
// Where none of them is there, they are seen from each project.
bool reaches(const ToolSettings& settings, const RepoPath& project) {
  return settings.found.empty() || std::ranges::any_of(settings.found, [&](const RepoPath& path) {
           return path.contains(project) || project.contains(path);
         });
}

// The checkers look for their settings from the directory they run in up, so those of a root hold as well.
std::optional<Scope> scope_of(const Survey& survey, const SurveyedProject& project, Tool tool) {
  if (const auto* own = survey.settings_of(tool, project.id.directory)) return scope_with_own(*own, project, tool);
  for (const auto& root : {project.root, RepoPath()}) {
    const auto* settings = survey.settings_of(tool, root);
    if (settings != nullptr && !reaches(*settings, project.id.directory)) return {};
    if (settings != nullptr) return Scope{guessed_paths(project), "guess", true};
  }
  if (!survey.words.called.contains(tool)) return {};  // required, perhaps by chance
  return Scope{guessed_paths(project), "guess", true};
}

std::optional<JobSpec> type_job(const JobMaterial& material, const SurveyedProject& project, Tool tool,
                                std::string_view verb) {
  const auto* access = material.accesses.find(project.id.directory, tool);
  const auto scope = access != nullptr ? scope_of(material.survey, project, tool) : std::nullopt;
  if (!scope) return {};
  const auto name = row_of(tool).name;
  auto text = fmt::format("{}:\n  stage: lint\n  needs: []\n", name);
  if (scope->is_guess)
    text += "  allow_failure: true # what it is to look at is a guess: take this line away once it is green\n";
  text += fmt::format("  script:\n    - {}{} {}{}{}\n", material.accesses.run_in(project), access->options, name, verb,
                      scope->path);
  const auto* const between = scope->label.empty() || access->label.empty() ? "" : "-";
  return JobSpec{.tool = std::string(name),
                 .label = scope->label + between + access->label,
                 .about = fmt::format("What {} says of a project, with everything that it depends on.", name),
                 .text = text,
                 .runs_uv = true,
                 .builds = true,
                 .lock = project.root};
}

}  // namespace

std::optional<JobSpec> mypy_job(const JobMaterial& material, const SurveyedProject& project) {
  return type_job(material, project, Tool::mypy, "");
}

std::optional<JobSpec> pyright_job(const JobMaterial& material, const SurveyedProject& project) {
  return type_job(material, project, Tool::pyright, "");
}

std::optional<JobSpec> ty_job(const JobMaterial& material, const SurveyedProject& project) {
  return type_job(material, project, Tool::ty, " check");
}

}  // namespace monoci
