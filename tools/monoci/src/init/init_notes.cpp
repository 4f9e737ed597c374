#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "init/init_files.hpp"
#include "init/init_texts.hpp"
#include "init/pipeline_text.hpp"
#include "init/tool_access.hpp"

namespace monoci {

namespace {

using Paths = std::vector<RepoPath>;

std::string some_of(const Paths& paths) {
  constexpr std::size_t kFew = 5;
  std::vector<std::string> names;
  for (const auto& path : paths)
    if (names.size() < kFew) names.push_back(quoted_if_odd(path.str()));
  const auto more = paths.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "), more == 0 ? "" : fmt::format(" and {} more", more));
}

void note_kept(const Paths& kept, std::vector<std::string>& notes) {
  if (!kept.empty()) notes.push_back(fmt::format("Kept as it is: {}.", some_of(kept)));
}

void note_ignored(const Survey& survey, std::vector<std::string>& notes) {
  Paths ignored;
  for (const auto& path : {config_file(), pipeline_file(), jobs_file()})
    if (survey.facts.ignored.contains(path)) ignored.push_back(path);
  if (!ignored.empty())
    notes.push_back(fmt::format("git ignores {}: add it with `git add --force`.", some_of(ignored)));
}

void note_untested(const Survey& survey, std::vector<std::string>& notes) {
  Paths untested;
  const ToolAccesses accesses(survey);
  for (const auto& project : survey.projects)
    if (project.has_tests && accesses.find(project.id.directory, Tool::pytest) == nullptr)
      untested.push_back(project.id.directory);
  if (untested.empty()) return;
  const auto today = survey.runners.empty() ? "" : fmt::format(" ({})", some_of(survey.runners));
  notes.push_back(
      fmt::format("These have tests, but no requirement of pytest that `uv run` would install, so there is no job for "
                  "them: {}. Add pytest to their `dev` group, or write a job that calls what runs them today{}.",
                  some_of(untested), today));
}

bool has_job(const TemplateChoice& templates, const RepoPath& project, std::string_view tool) {
  const auto found = templates.of_project.find(project);
  return found != templates.of_project.end() && std::ranges::any_of(found->second, [&](const RepoPath& path) {
           return path.name().substr(0, path.name().find_first_of("-.")) == tool;
         });
}

// What the settings of a root say holds for no project alone.
void note_checkers_of_roots(const Survey& survey, const TemplateChoice& templates, std::vector<std::string>& notes) {
  for (const auto tool : {Tool::mypy, Tool::pyright, Tool::ty})
    for (const auto& [root, has_lock] : survey.locks) {
      const auto* settings = survey.settings_of(tool, root);
      if (settings == nullptr || settings->found.empty()) continue;
      const auto name = row_of(tool).name;
      const bool is_left_out = std::ranges::any_of(survey.projects, [&](const SurveyedProject& project) {
        return project.root == root && project.has_python && !has_job(templates, project.id.directory, name);
      });
      if (is_left_out && !has_job(templates, root, name))
        notes.push_back(
            fmt::format("{} says where {} looks, in parts for no project alone. Where a project has no job "
                        "for it, keep calling it in a job of your own.",
                        settings->file.str(), name));
    }
}

void note_nobodys(const Survey& survey, std::vector<std::string>& notes) {
  if (!survey.root_tests.empty())
    notes.push_back(
        fmt::format("These tests belong to no project, so no job runs them: {}.", some_of(survey.root_tests)));
  if (!survey.lone_containers.empty())
    notes.push_back(fmt::format("No job builds these images, which no project has at its top: {}.",
                                some_of(survey.lone_containers)));
  std::vector<std::string> beside;
  for (const auto& [directory, manager] : survey.beside)
    beside.push_back(fmt::format("{} ({})", quoted_if_odd(directory.str()), manager));
  if (!beside.empty())
    notes.push_back(
        fmt::format("monoci cannot read these; keep the jobs that you have for: {}.", fmt::join(beside, ", ")));
}

void note_pipeline(const Survey& survey, std::vector<std::string>& notes) {
  if (!survey.pipeline) return;
  const auto& pipeline = *survey.pipeline;
  if (!pipeline.includes_ours)
    notes.push_back(fmt::format("Add to {} what starts the jobs:\n\ninclude:\n  - local: /{}", pipeline_file().str(),
                                jobs_file().str()));
  if (!pipeline.readable)
    notes.push_back(
        fmt::format("{} could not be read whole. See that it has a stage `{}`, which the jobs in {} stand in.",
                    pipeline_file().str(), stage_in(pipeline), jobs_file().str()));
  if (!pipeline.has_workflow)
    notes.push_back(
        fmt::format("{} has no `workflow: rules`, so merge requests have no pipelines of their own. Only that file "
                    "can say so:\n\n{}",
                    pipeline_file().str(), workflow_text()));
  else if (!pipeline.for_merge_requests)
    notes.push_back(
        fmt::format("The `workflow: rules` of {} make no pipelines for merge requests. Add:\n\n    - if: "
                    "$CI_PIPELINE_SOURCE == \"merge_request_event\"",
                    pipeline_file().str()));
}

}  // namespace

std::vector<std::string> init_notes(const Survey& survey, const TemplateChoice& templates,
                                    const std::vector<RepoPath>& kept) {
  std::vector<std::string> notes;
  note_kept(kept, notes);
  note_ignored(survey, notes);
  note_untested(survey, notes);
  note_checkers_of_roots(survey, templates, notes);
  note_nobodys(survey, notes);
  note_pipeline(survey, notes);
  notes.push_back(
      fmt::format("Next: read the templates, put monoci into the image that {} names, and commit.", jobs_file().str()));
  return notes;
}

}  // namespace monoci
