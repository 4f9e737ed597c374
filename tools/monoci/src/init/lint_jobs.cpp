// Jobs of tools that read files alone.
#include <fmt/format.h>

#include "init/tool_call.hpp"

namespace monoci {

namespace {

bool says(const Survey& survey, const SurveyedProject& project, bool ToolSettings::* what) {
  for (const auto& directory : {project.id.directory, project.root, RepoPath()}) {
    const auto* settings = survey.settings_of(Tool::ruff, directory);
    if (settings != nullptr && settings->*what) return true;
  }
  return false;
}

std::string job_text(std::string_view name, std::string_view tool) {
  return fmt::format(
      "{}:\n"
      "  stage: lint\n"
      "  needs: []\n"
      "  monoci: {{ inputs: own }} # what the project depends on does not change what {} says\n"
      "  script:\n",
      name, tool);
}

}  // namespace

std::optional<JobSpec> ruff_job(const JobMaterial& material, const SurveyedProject& project) {
  const bool has_work = project.has_python || project.has_manifest;  // the manifest too, and what is still to come
  const auto call = has_work ? tool_call(material, project, Tool::ruff) : std::nullopt;
  if (!call) return {};
  const bool formats = material.survey.words.ruff_format || says(material.survey, project, &ToolSettings::formats);
  const auto* no_fix = says(material.survey, project, &ToolSettings::fixes) ? " --no-fix" : "";
  auto text = job_text("lint", "ruff") + fmt::format("    - {} check{}{}\n", call->command, no_fix, call->path);
  if (formats) text += fmt::format("    - {} format --check{}\n", call->command, call->path);
  return JobSpec{"ruff", call->label, "What ruff says of a project.", text, true, false, call->lock};
}

std::optional<JobSpec> sqlfluff_job(const JobMaterial& material, const SurveyedProject& project) {
  const bool is_meant = project.dbt || material.survey.settings_of(Tool::sqlfluff, project.id.directory) != nullptr;
  const auto call = project.has_sql && is_meant ? tool_call(material, project, Tool::sqlfluff) : std::nullopt;
  if (!call) return {};
  const auto path = call->path.empty() ? " ." : call->path;
  const auto text = job_text("sqlfluff", "sqlfluff") + fmt::format("    - {} lint{}\n", call->command, path);
  return JobSpec{"sqlfluff", call->label, "What sqlfluff says of a project's SQL.", text, true, false, call->lock};
}

}  // namespace monoci
