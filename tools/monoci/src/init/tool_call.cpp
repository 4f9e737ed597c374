#include "init/tool_call.hpp"

#include <fmt/format.h>

namespace monoci {

namespace {

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

}  // namespace

std::optional<ToolCall> tool_call(const JobMaterial& material, const SurveyedProject& project, Tool tool) {
  for (const auto& root : {RepoPath(), project.root})
    if (root != project.id.directory || root.is_root())
      if (auto call = with_group_of(material.survey, root, tool)) return call;
  if (auto call = with_own(material, project, tool)) return call;
  return with_uvx(material.survey, project, tool);
}

}  // namespace monoci
