#include "init/init_plan.hpp"

#include <algorithm>

#include "init/init_files.hpp"
#include "init/init_texts.hpp"
#include "init/pipeline_text.hpp"

namespace monoci {

namespace {

void add_file(const Survey& survey, RepoPath path, std::string text, InitPlan& plan) {
  if (survey.taken.contains(path))
    plan.kept.push_back(std::move(path));
  else
    plan.edits.files.push_back({std::move(path), std::move(text), false});
}

}  // namespace

InitPlan plan_init(const Survey& survey) {
  InitPlan plan;
  auto templates = choose_templates(survey);
  plan.kinds = choose_kinds(survey, templates);
  add_file(survey, config_file(), config_text(survey, plan.kinds, templates), plan);
  for (auto& each : templates.templates) add_file(survey, each.path, std::move(each.text), plan);
  add_file(survey, jobs_file(), jobs_text(survey.pipeline ? stage_in(*survey.pipeline) : "test"), plan);
  if (!survey.pipeline) add_file(survey, pipeline_file(), pipeline_text(), plan);
  std::ranges::sort(plan.edits.files, {}, &NewFile::path);
  // The pipeline names the jobs, and the configuration the templates. Without the latter `init` starts anew, so that
  // the next one finishes what a killed one left.
  plan.edits.last = {pipeline_file(), config_file()};
  plan.edits.notes = init_notes(survey, templates, plan.kept);
  return plan;
}

}  // namespace monoci
