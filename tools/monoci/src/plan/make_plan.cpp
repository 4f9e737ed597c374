#include "plan/make_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/quoted.hpp"
#include "plan/job_graph.hpp"
#include "plan/job_inputs.hpp"
#include "plan/job_variables.hpp"
#include "plan/near_dependencies.hpp"
#include "plan/reason_line.hpp"
#include "plan/slug.hpp"

namespace monoci {

namespace {

class PlanMaker {
 public:
  PlanMaker(const PlanRequest& request, Diagnostics& problems)
      : request_(request), problems_(problems), walk_(request.workspace) {
    plan_.base = request.base;
    plan_.head = request.head;
  }

  Plan make() {
    add_tasks();
    add_needs();
    join_needs(plan_, names_, request_.most_needs, problems_);
    if (plan_.jobs.empty()) add_idle_job();
    for (const auto& stage : request_.templates.stages)
      if (std::ranges::find(plan_.jobs, stage, &Job::stage) != plan_.jobs.end()) plan_.stages.push_back(stage);
    return std::move(plan_);
  }

 private:
  void add_tasks();
  void add_tasks_of(const Project& project, const AffectedProject& affected, const std::string& slug);
  bool has_carriable_name(const ProjectId& project);
  void add_needs();
  std::vector<NeedEdge> needs_of(std::size_t position);
  void add_idle_job();
  std::optional<std::size_t> find(const ProjectId& project, const std::string& task) const;

  const PlanRequest& request_;
  Diagnostics& problems_;
  DependencyWalk walk_;
  JobNames names_;
  Plan plan_;
  std::vector<const TemplateJob*> templates_;  // of each task, by position in the plan
  std::map<ProjectId, std::map<std::string, std::size_t>> positions_;
};

void PlanMaker::add_tasks() {
  std::vector<ProjectId> all;
  for (const auto& [id, project] : request_.workspace.projects) all.push_back(id);
  const auto slug_of = slugs(all);
  for (const auto& [id, affected] : request_.affected.projects)
    if (const auto* project = request_.workspace.find(id)) add_tasks_of(*project, affected, slug_of.at(id));
}

void PlanMaker::add_tasks_of(const Project& project, const AffectedProject& affected, const std::string& slug) {
  const auto* jobs = request_.templates.find(project.kind);
  if (!jobs || !has_carriable_name(project.id)) return;
  const auto reason = reason_line(affected);
  for (const auto& task : jobs->jobs) {
    if (!inputs_differ(task.inputs, affected)) continue;
    Job job;
    job.name = names_.add(project.id, task.name);
    job.project = project.id;
    job.task = task.name;
    job.stage = task.stage.text;
    job.variables =
        job_variables({project.id.str(), project.package, project.kind, slug, request_.base, request_.head, reason});
    job.settings = task.settings;
    positions_[project.id][task.name] = plan_.jobs.size();
    plan_.jobs.push_back(std::move(job));
    templates_.push_back(&task);
  }
}

bool PlanMaker::has_carriable_name(const ProjectId& project) {
  if (one_line(project.str()) == project.str()) return true;
  problems_.error(fmt::format("the directory {} cannot be named in a pipeline", quoted_if_odd(project.str())), {},
                  "names of projects must be UTF-8 without control characters; rename it");
  return false;
}

void PlanMaker::add_needs() {
  std::vector<NeedEdge> needs;
  for (std::size_t position = 0; position < plan_.jobs.size(); ++position) {
    if (templates_[position]->needs) plan_.jobs[position].needs.emplace();
    for (auto& need : needs_of(position)) needs.push_back(std::move(need));
  }
  for (auto& cut : cut_circles(needs, plan_.jobs.size()))
    plan_.cuts.push_back({plan_.jobs[cut.from].name, plan_.jobs[cut.to].name, std::move(cut.spot)});
  for (const auto& need : needs)
    plan_.jobs[need.from].needs->push_back({plan_.jobs[need.to].name, need.artifacts, need.optional});
}

std::vector<NeedEdge> PlanMaker::needs_of(std::size_t position) {
  std::vector<NeedEdge> needs;
  const auto& project = *plan_.jobs[position].project;
  for (const auto& need : templates_[position]->needs.value_or(std::vector<TemplateNeed>{})) {
    NeedEdge edge{.from = position, .artifacts = need.artifacts, .optional = need.optional, .spot = need.spot};
    if (!need.of_dependencies) {
      edge.own = true;
      if (const auto to = find(project, need.job)) {
        edge.to = *to;
        needs.push_back(edge);
      }
      continue;
    }
    const auto is_planned = [&](const ProjectId& other) { return find(other, need.job).has_value(); };
    for (const auto& dependency : walk_.nearest(project, is_planned)) {
      edge.to = *find(dependency.project, need.job);
      edge.weak = dependency.weak;
      edge.spot = dependency.edge;
      needs.push_back(edge);
    }
  }
  return needs;
}

std::optional<std::size_t> PlanMaker::find(const ProjectId& project, const std::string& task) const {
  const auto tasks = positions_.find(project);
  if (tasks == positions_.end()) return {};
  const auto found = tasks->second.find(task);
  return found == tasks->second.end() ? std::nullopt : std::optional(found->second);
}

// A pipeline without a job is an error in every CI, and a skipped one is no green one.
void PlanMaker::add_idle_job() {
  Job job;
  job.name = names_.add_own("monoci:nothing-affected");
  job.role = JobRole::idle;
  job.stage = "monoci";
  plan_.stages = {job.stage};
  plan_.jobs.push_back(std::move(job));
}

}  // namespace

std::optional<Plan> make_plan(const PlanRequest& request, Diagnostics& problems) {
  Diagnostics own;
  auto plan = PlanMaker(request, own).make();
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::optional(std::move(plan));
}

}  // namespace monoci
