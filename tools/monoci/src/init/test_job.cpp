#include <fmt/format.h>

#include <algorithm>

#include "init/job_spec.hpp"

namespace monoci {

namespace {

// The root of a workspace would run the tests of every member, where nothing says which are its own.
bool needs_its_own_tests(const Survey& survey, const SurveyedProject& project) {
  const auto* settings = survey.settings_of(Tool::pytest, project.id.directory);
  const bool is_told = settings != nullptr && !settings->paths.empty();
  const bool is_around = std::ranges::any_of(survey.projects, [&](const SurveyedProject& other) {
    return other.has_tests && other.id != project.id && project.id.directory.contains(other.id.directory);
  });
  return is_around && !is_told && project.has_tests_directory;
}

// Code that is not installed is found in the directory where Python starts, and only by `python -m`.
bool is_imported_from_here(const Survey& survey, const SurveyedProject& project) {
  const auto* manifest = survey.manifest(project.id.directory);
  return manifest != nullptr && !manifest->is_package;
}

std::string joined(std::string label, std::string_view more) {
  return label.empty() ? std::string(more) : std::move(label) + "-" + std::string(more);
}

}  // namespace

std::optional<JobSpec> pytest_job(const JobMaterial& material, const SurveyedProject& project) {
  const auto* access = material.accesses.find(project.id.directory, Tool::pytest);
  if (access == nullptr) return {};
  const bool as_module = is_imported_from_here(material.survey, project);
  const bool in_tests = needs_its_own_tests(material.survey, project);
  auto label = access->label;
  if (as_module) label = joined(label, "module");
  if (in_tests) label = joined(label, "tests");
  const auto text = fmt::format(
      "test:\n"
      "  stage: test\n"
      "  needs: [^test] # first the tests of what it depends on; `[]` runs all of them at once\n"
      "  script:\n"
      "    - {}{} {}{} --junitxml=\"$PWD/reports/$MONOCI_SLUG.xml\"\n"
      "  artifacts:\n"
      "    when: always\n"
      "    expire_in: 1 week\n"
      "    reports: {{ junit: \"reports/$MONOCI_SLUG.xml\" }}\n",
      material.accesses.run_in(project), access->options, as_module ? "python -m pytest" : "pytest",
      in_tests ? " tests" : "");
  return JobSpec{"pytest", label, "The tests of a project, run in its directory.", text, true, true, project.root};
}

}  // namespace monoci
