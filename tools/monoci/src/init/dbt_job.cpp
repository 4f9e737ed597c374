#include <fmt/format.h>

#include <algorithm>

#include "init/job_spec.hpp"

namespace monoci {

namespace {

struct DbtCall {
  std::string command, label;
  std::optional<RepoPath> lock;
};

// How `uv run` for the project or workspace root in a directory has dbt.
std::optional<std::string> options_in(const JobMaterial& material, const RepoPath& directory) {
  if (const auto* access = material.accesses.find(directory, Tool::dbt)) return access->options;
  const auto group = group_with(material.survey, directory, Tool::dbt);
  return group ? std::optional(" --group " + *group) : std::nullopt;
}

RepoPath lock_of(const Survey& survey, const RepoPath& directory) {
  const auto project = std::ranges::find(survey.projects, ProjectId{directory}, &SurveyedProject::id);
  return project == survey.projects.end() ? directory : project->root;
}

DbtCall call_from(const Survey& survey, const RepoPath& directory, const std::string& options, bool is_own) {
  if (directory.is_root()) return {fmt::format("uv run{} dbt", options), "", directory};
  const auto project = is_own ? std::string(R"("$MONOCI_PROJECT")") : shell_word(directory).value();
  return {fmt::format("uv run --project={}{} dbt", project, options), is_own ? "own" : std::string(directory.name()),
          lock_of(survey, directory)};
}

// The nearest manifest that requires dbt: the project's own, or that of what it lies in.
std::optional<DbtCall> in_manifest(const JobMaterial& material, const RepoPath& project) {
  for (auto at = project;; at = at.parent()) {
    const auto options = options_in(material, at);
    if (options && shell_word(at)) return call_from(material.survey, at, *options, at == project);
    if (at.is_root()) return {};
  }
}

// Nobody requires dbt: by what the profile connects to.
std::optional<DbtCall> by_profile(const ModelFacts& dbt) {
  std::string adapters, label;
  for (const auto& adapter : dbt.adapters) {
    if (!shell_word(RepoPath().child(adapter))) return {};
    adapters += " --with dbt-" + adapter;
    label += (label.empty() ? "" : "-") + adapter;
  }
  if (adapters.empty()) return {};
  return DbtCall{"uvx --from dbt-core" + adapters + " dbt", label, {}};
}

std::string doubt(const ModelFacts& dbt) {
  if (!dbt.has_profile)
    return "  allow_failure: true # no profiles.yml lies beside it: say where it is, then take this line away\n";
  if (dbt.profile_asks)
    return "  allow_failure: true # profiles.yml asks for environment variables: set them, then take this line away\n";
  return "";
}

}  // namespace

std::optional<JobSpec> dbt_job(const JobMaterial& material, const SurveyedProject& project) {
  if (!project.models) return {};
  auto call = in_manifest(material, project.id.directory);
  if (!call) call = by_profile(*project.models);
  if (!call) return {};
  const auto* profile = project.models->has_profile ? R"( --profiles-dir "$MONOCI_PROJECT")" : "";
  auto text = "dbt:\n  stage: test\n  needs: []\n" + doubt(*project.models) + "  script:\n";
  for (const auto* verb : {"deps", "parse"})
    if (project.models->has_packages || std::string_view(verb) != "deps")
      text += fmt::format("    - {} {} --project-dir \"$MONOCI_PROJECT\"{}\n", call->command, verb, profile);
  return JobSpec{.tool = std::string(row_of(Tool::dbt).name),
                 .label = call->label,
                 .about = "Whether dbt understands a project: its models, references and macros. No database is asked.",
                 .text = text,
                 .runs_uv = true,
                 .builds = call->lock.has_value(),
                 .lock = call->lock};
}

}  // namespace monoci
