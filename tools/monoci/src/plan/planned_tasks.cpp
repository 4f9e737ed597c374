#include "plan/planned_tasks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "plan/job_changes.hpp"
#include "plan/job_variables.hpp"
#include "plan/own_pipeline.hpp"
#include "plan/reason_line.hpp"
#include "plan/slug.hpp"

namespace monoci {

namespace {

// A project that gets jobs, and what they may say of it.
struct Subject {
  const Project& project;
  const AffectedProject& affected;
  std::string slug;
  std::shared_ptr<const std::vector<Variable>> variables;
};

std::map<ProjectId, std::string> slugs_of(const Workspace& workspace) {
  std::vector<ProjectId> all;
  for (const auto& [id, project] : workspace.projects) all.push_back(id);
  return slugs(all);
}

class TaskPlanner {
 public:
  TaskPlanner(const PlanRequest& request, JobNames& names, Diagnostics& problems)
      : request_(request),
        names_(names),
        problems_(problems),
        dialect_(request.dialect),
        config_(request.workspace.config.pipeline),
        redefined_(request.workspace, request.affected, request.templates, request.dialect, request.definitions,
                   request.definitions_before),
        inputs_(request.affected, request.workspace.config, redefined_, request.changed) {}

  PlannedTasks plan() {
    const auto slug_of = slugs_of(request_.workspace);
    for (const auto& [id, affected] : request_.affected.projects)
      if (const auto* project = request_.workspace.find(id))
        plan_project(subject_of(*project, affected, slug_of.at(id), reason_line(request_.affected, affected)));
    if (request_.gone && request_.occasion.event == Event::default_branch) plan_gone_projects(*request_.gone);
    name_other_jobs();
    return std::move(tasks_);
  }

 private:
  Subject subject_of(const Project& project, const AffectedProject& affected, std::string slug,
                     std::string reason) const {
    auto variables = job_variables(
        {project.id.str(), project.package, project.kind, slug, request_.base, request_.head, std::move(reason)});
    return {project, affected, std::move(slug), std::make_shared<const std::vector<Variable>>(std::move(variables))};
  }

  void plan_project(const Subject& subject);
  void plan_gone_projects(const BaseSide& base);
  void consider_for_gone(const Subject& subject, const TemplateJob& task);
  using ReasonOfJob = std::map<std::string, std::optional<std::string>>;
  ReasonOfJob reasons_of_jobs(const Subject& subject, const JobTemplate& jobs);
  void consider(const Subject& subject, const TemplateJob& task, std::optional<std::string> why);
  std::optional<std::string> reason_of(const Subject& subject, const TemplateJob& task);
  EmissionChoice choice_for(const Subject& subject, const TemplateJob& task, bool is_due) const;
  bool deploys_unasked(const TemplateJob& task) const;
  std::string starter_of(const Subject& subject, const TemplateJob& task);
  void add(const Subject& subject, const TemplateJob& task, std::shared_ptr<const Value> settings, std::string why);
  void add_own_pipeline(const Subject& subject);
  bool has_carriable_name(const ProjectId& project);
  std::shared_ptr<const Value> settings_of(const TemplateJob& task, Emission emission);
  const JobTemplate* jobs_of(const Project& project);
  void name_other_jobs();

  const PlanRequest& request_;
  JobNames& names_;
  Diagnostics& problems_;
  const CiDialect& dialect_;
  const PipelineConfig& config_;
  RedefinedJobs redefined_;
  JobInputsOf inputs_;
  PlannedTasks tasks_;
  std::map<const JobTemplate*, std::multimap<std::string, const TemplateJob*>> starters_;  // by what they start
  std::map<std::pair<const Value*, Emission>, std::shared_ptr<const Value>> fitted_;  // each made once, then shared
};

void TaskPlanner::plan_project(const Subject& subject) {
  if (!has_carriable_name(subject.project.id)) return;
  const auto* kind = request_.workspace.config.kind(subject.project.kind);
  if (subject.project.own_pipeline || (kind && kind->own_pipeline)) {
    // It takes no files of other projects' jobs.
    if (!subject.affected.reasons.empty() || !subject.affected.through_jobs) add_own_pipeline(subject);
    return;
  }
  const auto* jobs = jobs_of(subject.project);
  if (!jobs) return;
  tasks_.of_project[subject.project.id] = jobs;
  auto reasons = reasons_of_jobs(subject, *jobs);
  for (const auto& task : jobs->jobs)
    if (!task.on_delete) consider(subject, task, std::move(reasons[task.name]));
}

// Why each job runs. One whose files another one takes that runs is not left out: without them that one would fail.
TaskPlanner::ReasonOfJob TaskPlanner::reasons_of_jobs(const Subject& subject, const JobTemplate& jobs) {
  ReasonOfJob reasons;
  std::vector<const TemplateJob*> running;
  for (const auto& task : jobs.jobs) {
    if (task.on_delete) continue;
    reasons[task.name] = reason_of(subject, task);
    if (reasons[task.name]) running.push_back(&task);
  }
  while (!running.empty()) {
    const auto& taker = *running.back();
    running.pop_back();
    if (choice_for(subject, taker, true).emission == Emission::left_out) continue;
    for (const auto& need : taker.needs.value_or(std::vector<TemplateNeed>{})) {
      const auto* maker = need.artifacts && !need.of_dependencies && !need.elsewhere ? jobs.find(need.job) : nullptr;
      if (maker == nullptr || reasons[maker->name] || !dialect_.traits(*maker->settings).makes_files) continue;
      reasons[maker->name] = fmt::format("`{}` takes its files", quoted_if_odd(taker.name));
      running.push_back(maker);
    }
  }
  return reasons;
}

const JobTemplate* TaskPlanner::jobs_of(const Project& project) {
  const auto* jobs = request_.templates.find(project.kind);
  if (!jobs || project.job_changes.empty()) return jobs;
  tasks_.changed.push_back(changed_jobs(*jobs, project.job_changes, dialect_, problems_));
  return &tasks_.changed.back();
}

void TaskPlanner::consider(const Subject& subject, const TemplateJob& task, std::optional<std::string> why) {
  const auto choice = choice_for(subject, task, why.has_value());
  if (choice.emission != Emission::as_written) {
    const auto* by_hand = choice.emission == Emission::manual ? "to be started by hand: " : "";
    tasks_.skipped.push_back({subject.project.id, task.name, by_hand + choice.why, choice.withheld});
  }
  if (choice.emission != Emission::left_out) add(subject, task, settings_of(task, choice.emission), std::move(*why));
}

std::optional<std::string> TaskPlanner::reason_of(const Subject& subject, const TemplateJob& task) {
  const auto reasons = inputs_.differing(task, subject.project, subject.affected);
  if (reasons.any()) return reason_line(request_.affected, reasons);
  const auto starter = starter_of(subject, task);
  if (starter.empty()) return {};
  return fmt::format("`{}` starts the pipeline that it writes", quoted_if_odd(starter));
}

// A job that runs and starts the pipeline that this one writes.
std::string TaskPlanner::starter_of(const Subject& subject, const TemplateJob& task) {
  const auto& jobs = *tasks_.of_project.at(subject.project.id);
  const auto [place, is_new] = starters_.try_emplace(&jobs);
  if (is_new)
    for (const auto& job : jobs.jobs)
      for (const auto& writer : dialect_.writers(*job.settings)) place->second.emplace(writer, &job);
  const auto [first, last] = place->second.equal_range(task.name);
  const auto found = std::find_if(first, last, [&](const auto& starter) {
    return inputs_.differing(*starter.second, subject.project, subject.affected).any();
  });
  return found == last ? "" : found->second->name;
}

EmissionChoice TaskPlanner::choice_for(const Subject& subject, const TemplateJob& task, bool is_due) const {
  if (!is_due) return {Emission::left_out, "nothing that it depends on differs", false};
  const auto& occasion = request_.occasion;
  const bool is_release =
      !occasion.tag.empty() && is_release_of(occasion.tag, config_.release_tags, subject.project, subject.slug);
  const auto when = deploys_unasked(task) ? std::vector{JobTime::default_branch} : task.when;
  return choose_emission(when, occasion, is_release, config_.manual_deploys);
}

// A job that deploys and says nothing of its time would, by its rules, deploy every project where a clock or a person
// started the pipeline of the default branch, or where evidence is missing.
bool TaskPlanner::deploys_unasked(const TemplateJob& task) const {
  const auto& occasion = request_.occasion;
  return !task.says_when && occasion.on_default_branch && !occasion.is_certain() &&
         dialect_.traits(*task.settings).deploys;
}

std::shared_ptr<const Value> TaskPlanner::settings_of(const TemplateJob& task, Emission emission) {
  auto& fitted = fitted_[{task.settings.get(), emission}];
  if (fitted) return fitted;
  auto settings = dialect_.fitted(task, request_.occasion, config_);
  if (emission == Emission::manual) settings = dialect_.manual(std::move(settings));
  if (task.on_delete) settings = dialect_.without_checkout(std::move(settings));
  fitted = std::make_shared<const Value>(std::move(settings));
  return fitted;
}

void TaskPlanner::add(const Subject& subject, const TemplateJob& task, std::shared_ptr<const Value> settings,
                      std::string why) {
  const auto& project = subject.project;
  Job job;
  job.name = names_.add(project.id, task.name);
  job.project = project.id;
  job.task = task.name;
  job.why = std::move(why);
  job.stage = task.stage.text;
  job.variables = subject.variables;
  job.settings = std::move(settings);
  const auto traits = dialect_.traits(*job.settings);
  job.instances = traits.instances;
  job.deploys = traits.deploys;
  job.removable = traits.removable;
  job.leans_on_include =
      traits.leans_on_include || (task.needs && std::ranges::any_of(*task.needs, &TemplateNeed::of_include));
  tasks_.positions[project.id][task.name] = tasks_.jobs.size();
  tasks_.jobs.push_back(std::move(job));
  tasks_.traits.push_back(traits);
  tasks_.templates.push_back(&task);
}

void TaskPlanner::add_own_pipeline(const Subject& subject) {
  const auto& task = own_pipeline_task();
  if (!dialect_.can_start(subject.project.id, problems_)) return;
  add(subject, task, settings_of(task, Emission::as_written), reason_line(request_.affected, subject.affected));
  tasks_.jobs.back().role = JobRole::own_pipeline;
  tasks_.jobs.back().pipeline = subject.project.id.directory.child(dialect_.pipeline_file).str();
  tasks_.traits.back().starts_child = true;
}

// Stops what a deleted project left running. Only base knows it, so its jobs are those of base's templates.
void TaskPlanner::plan_gone_projects(const BaseSide& base) {
  const auto slug_of = slugs_of(base.workspace);
  for (const auto& [id, affected] : request_.affected.deleted) {
    const auto* project = base.workspace.find(id);
    const auto* jobs = project ? base.templates.find(project->kind) : nullptr;
    if (!jobs || !has_carriable_name(id)) continue;
    const auto subject = subject_of(*project, affected, slug_of.at(id), "the project is deleted");
    for (const auto& task : jobs->jobs)
      if (task.on_delete) consider_for_gone(subject, task);
  }
}

// Only what is deleted for sure is stopped.
void TaskPlanner::consider_for_gone(const Subject& subject, const TemplateJob& task) {
  if (request_.occasion.is_certain())
    return add(subject, task, settings_of(task, Emission::as_written), "the project is deleted");
  const auto choice = choose_emission({JobTime::default_branch}, request_.occasion, false, false);
  tasks_.skipped.push_back({subject.project.id, task.name, choice.why, choice.withheld});
}

bool TaskPlanner::has_carriable_name(const ProjectId& project) {
  if (is_one_line(project.str())) return true;
  problems_.error(fmt::format("the directory {} cannot be named in a pipeline", quoted_if_odd(project.str())), {},
                  "names of projects must be UTF-8 without control characters; rename it");
  return false;
}

void TaskPlanner::name_other_jobs() {
  for (std::size_t at = 0; at < tasks_.jobs.size(); ++at) {
    auto& job = tasks_.jobs[at];
    const auto name_of = [&](const std::string& task) -> std::optional<NamedJob> {
      const auto position = tasks_.find(*job.project, task);
      if (!position) return {};
      return NamedJob{tasks_.jobs[*position].name, tasks_.traits[*position].removable};
    };
    auto words = dialect_.project_words(*job.settings, *job.variables, name_of);
    job.project_settings = std::move(words.settings);
    tasks_.traits[at].names_jobs = words.names_jobs;
    if (tasks_.traits[at].starts_elsewhere) job.variables = nullptr;
  }
}

}  // namespace

std::optional<std::size_t> PlannedTasks::find(const ProjectId& project, const std::string& task) const {
  const auto tasks = positions.find(project);
  if (tasks == positions.end()) return {};
  const auto found = tasks->second.find(task);
  return found == tasks->second.end() ? std::nullopt : std::optional(found->second);
}

PlannedTasks plan_tasks(const PlanRequest& request, JobNames& names, Diagnostics& problems) {
  return TaskPlanner(request, names, problems).plan();
}

}  // namespace monoci
