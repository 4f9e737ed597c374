// Jobs of tools that read files alone.
#include <fmt/format.h>

#include <optional>
#include <string>

#include "init/job_spec.hpp"

namespace monoci {

namespace {

// How a tool that reads files alone, and needs nothing of the project installed, is called.
struct ToolCall {
  std::string command;  // up to the tool's own words
  std::string path;     // what to give it: the project, seen from where the command runs
  std::string label;
  std::optional<RepoPath> lock;
};

constexpr std::string_view kProjectPath = R"( -- "$MONOCI_PROJECT")";

// Seen from the root of the repository, with a group of one root for all of its projects.
std::optional<ToolCall> with_group_of(const Survey& survey, const RepoPath& root, Tool tool) {
  const auto group = group_with(survey, root, tool);
  const auto word = shell_word(root);
  if (!group || !word) return {};
  const auto project = root.is_root() ? "" : fmt::format(" --project={}", *word);
  const auto label = root.is_root() ? "" : std::string(root.name());
  return ToolCall{fmt::format("uv run{} --only-group {} {}", project, *group, row_of(tool).name),
                  std::string(kProjectPath), label, root};
}

std::optional<ToolCall> with_own(const JobMaterial& material, const SurveyedProject& project, Tool tool) {
  const auto name = row_of(tool).name;
  if (const auto group = group_with(material.survey, project.id.directory, tool))
    return ToolCall{fmt::format("{} --only-group {} {}", material.accesses.run_in(project), *group, name), "",
                    "own-" + *group, project.root};
  if (const auto* access = material.accesses.find(project.id.directory, tool))
    return ToolCall{fmt::format("{}{} {}", material.accesses.run_in(project), access->options, name), "",
                    access->label.empty() ? "own" : "own-" + access->label, project.root};
  return {};
}

std::optional<ToolCall> with_uvx(const Survey& survey, const SurveyedProject& project, Tool tool) {
  const auto name = row_of(tool).name;
  const auto hook = survey.words.hooks.find(std::string(name));
  const bool has_hook = hook != survey.words.hooks.end();
  bool has_settings = false;
  for (const auto& directory : {project.id.directory, project.root, RepoPath()})
    has_settings |= survey.settings_of(tool, directory) != nullptr;
  if (!has_hook && !has_settings) return {};
  const bool is_pinned = has_hook && shell_word(RepoPath().child(hook->second));
  return ToolCall{
      fmt::format("uvx {}{}", name, is_pinned ? "@" + hook->second : ""), std::string(kProjectPath), "uvx", {}};
}

// From the group of the repository's root, of the workspace's or the project's own; else with `uvx`, where the tool has
// settings or is a pre-commit hook. Nothing where there is no sign of it.
std::optional<ToolCall> tool_call(const JobMaterial& material, const SurveyedProject& project, Tool tool) {
  for (const auto& root : {RepoPath(), project.root})
    if (root != project.id.directory || root.is_root())
      if (auto call = with_group_of(material.survey, root, tool)) return call;
  if (auto call = with_own(material, project, tool)) return call;
  return with_uvx(material.survey, project, tool);
}

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
  const bool is_meant = project.models || material.survey.settings_of(Tool::sqlfluff, project.id.directory) != nullptr;
  const auto call = project.has_sql && is_meant ? tool_call(material, project, Tool::sqlfluff) : std::nullopt;
  if (!call) return {};
  const auto path = call->path.empty() ? " ." : call->path;
  const auto text = job_text("sqlfluff", "sqlfluff") + fmt::format("    - {} lint{}\n", call->command, path);
  return JobSpec{"sqlfluff", call->label, "What sqlfluff says of a project's SQL.", text, true, false, call->lock};
}

}  // namespace monoci
