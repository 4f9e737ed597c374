#include "plan/make_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "plan/needs.hpp"
#include "plan/own_pipeline.hpp"
#include "plan/pipelines.hpp"
#include "plan/planned_tasks.hpp"
#include "plan/stage_order.hpp"

namespace monoci {

namespace {

std::size_t count_jobs(const std::vector<Job>& jobs) {  // each instance counts
  std::size_t count = 0;
  for (const auto& job : jobs) count += job.instances;
  return count;
}

std::size_t count_deployments(const std::vector<Job>& jobs) {
  std::size_t count = 0;
  for (const auto& job : jobs) count += job.deploys ? job.instances : 0;
  return count;
}

class PlanMaker {
 public:
  PlanMaker(const PlanRequest& request, Diagnostics& problems)
      : request_(request),
        problems_(problems),
        limits_(request.limits),
        names_(limits_.name_length, request.dialect.is_misread) {
    plan_.base = request.base;
    plan_.head = request.head;
    plan_.occasion = request.occasion;
    plan_.complete = request.complete;
  }

  Plan make() {
    tasks_ = plan_tasks(request_, names_, problems_);
    needs_ = find_needs(request_.workspace, tasks_);
    for (auto& cut : cut_circles(needs_, tasks_.jobs.size()))
      plan_.cuts.push_back({tasks_.jobs[cut.from].name, tasks_.jobs[cut.to].name, std::move(cut.spot)});
    reduce_needs(needs_, tasks_.traits);
    plan_.skipped = std::move(tasks_.skipped);
    plan_.complete = plan_.complete && std::ranges::none_of(plan_.skipped, &SkippedJob::withheld);
    take_common_parts();
    fill_pipelines();
    place_includes();
    order_stages(plan_.child);
    for (auto& part : plan_.parts) order_stages(part);
    return std::move(plan_);
  }

 private:
  void fill_pipelines();
  std::ptrdiff_t place_of(const std::string& stage) const;
  std::string why_split() const;
  void refuse(const Division::Set& set);
  void refuse_all();
  bool is_within_limits(const Pipeline& pipeline) const;
  void take_common_parts();
  void take_common_parts_of(const JobTemplate& jobs);
  void place_includes();
  void add_idle_job(Pipeline& pipeline, JobNames& names) const;
  std::string why_idle(const Pipeline& pipeline) const;
  bool is_of_templates(const std::string& stage) const;
  void order_stages(Pipeline& pipeline) const;

  const PlanRequest& request_;
  Diagnostics& problems_;
  const Limits& limits_;
  JobNames names_;
  PlannedTasks tasks_;
  std::vector<NeedEdge> needs_;
  std::set<std::string_view> hidden_;  // of the templates
  Plan plan_;
};

// Joins and idle jobs are added, and how many is not known before: where they are too many, the parts are made smaller.
void PlanMaker::fill_pipelines() {
  for (auto jobs = limits_.jobs; jobs > 0; jobs -= std::max<std::size_t>(jobs / 10, 1)) {
    auto names = names_;
    Diagnostics problems;
    plan_.child = {};
    plan_.parts.clear();
    const auto division = divide(tasks_, needs_, {jobs, limits_.deployments});
    assemble(plan_, tasks_, needs_, division, [&](const std::string& stage) { return place_of(stage); }, names);
    join_needs(plan_.child, names, {limits_.needs, request_.dialect.instances}, problems);
    add_idle_job(plan_.child, names);
    for (auto& part : plan_.parts) {
      join_needs(part, names, {limits_.needs, request_.dialect.instances}, problems);
      add_idle_job(part, names);
    }
    const bool fits = is_within_limits(plan_.child) &&
                      std::ranges::all_of(plan_.parts, [&](const Pipeline& part) { return is_within_limits(part); });
    // With smaller parts than the limit, a set that is too large for one is not yet too large for a pipeline.
    const bool is_hopeless = jobs == limits_.jobs && division && division->too_large;
    if (!fits && is_hopeless) return refuse(division->sets[*division->too_large]);
    if (!fits && !problems.has_errors()) continue;
    problems_.append(problems);
    if (division) plan_.split_why = why_split();
    return;
  }
  refuse_all();
}

// Among the stages of the templates.
std::ptrdiff_t PlanMaker::place_of(const std::string& stage) const {
  const auto& order = request_.templates.stages;
  if (stage == request_.dialect.stage_ends.first) return -1;
  if (stage == request_.dialect.stage_ends.last) return std::ssize(order);
  return std::ranges::find(order, stage) - order.begin();
}

// By the limit that made it.
std::string PlanMaker::why_split() const {
  const auto jobs = count_jobs(tasks_.jobs), deployments = count_deployments(tasks_.jobs);
  const bool too_many_jobs = jobs > limits_.jobs, too_many_deployments = deployments > limits_.deployments;
  const auto of_jobs =
      fmt::format("{} jobs are more than the {} that one pipeline may have (`limits.jobs`)", jobs, limits_.jobs);
  const auto of_deployments =
      fmt::format("{} deployments are more than the {} that one pipeline may have (`limits.deployments`)", deployments,
                  limits_.deployments);
  if (too_many_jobs && too_many_deployments) return of_jobs + ", and " + of_deployments;
  if (too_many_jobs) return of_jobs;
  if (too_many_deployments) return of_deployments;
  return fmt::format(
      "{} jobs, with those that monoci adds to join needs (`limits.needs`) or so that no pipeline is empty, are more "
      "than the {} that one pipeline may have (`limits.jobs`)",
      jobs, limits_.jobs);
}

void PlanMaker::refuse(const Division::Set& set) {
  const auto& first = tasks_.jobs[set.jobs.front()];
  std::size_t count = 0;
  for (const auto job : set.jobs) count += tasks_.jobs[job].instances;
  const bool too_many = count > limits_.jobs;
  problems_.error(fmt::format("`{}` and {} other jobs are more than one pipeline may have, and cannot be split",
                              quoted_if_odd(first.name), count - 1),
                  {},
                  fmt::format("they hand artifacts to each other; ask for fewer artifacts (`artifacts: false`), or "
                              "raise `limits.{}`, now {}",
                              too_many ? "jobs" : "deployments", too_many ? limits_.jobs : limits_.deployments));
}

// The child has a job for each part, and those that start pipelines themselves.
void PlanMaker::refuse_all() {
  const auto count = count_jobs(tasks_.jobs);
  const bool are_enough = count > limits_.jobs;
  problems_.error(fmt::format("{} {}{} {} more than one pipeline may have, even split into others", count,
                              count == 1 ? "job" : "jobs",
                              are_enough ? "" : " and those that monoci adds (`limits.needs`, no pipeline empty)",
                              count == 1 && are_enough ? "is" : "are"),
                  {}, fmt::format("raise `limits.jobs`, now {}, or let fewer jobs run at once", limits_.jobs));
}

bool PlanMaker::is_within_limits(const Pipeline& pipeline) const {
  return count_jobs(pipeline.jobs) <= limits_.jobs && count_deployments(pipeline.jobs) <= limits_.deployments;
}

// What templates in use bring for the whole pipeline: each once. What those of other kinds include might have jobs.
void PlanMaker::take_common_parts() {
  std::set<std::string> of_head, of_base;
  for (const auto& job : tasks_.jobs) {
    if (job.role != JobRole::task) continue;
    const auto* project = request_.workspace.find(job.project.value());
    project ? of_head.insert(project->kind)
            : of_base.insert(request_.gone.value().workspace.find(job.project.value())->kind);
  }
  for (const auto& kind : of_head) take_common_parts_of(*request_.templates.find(kind));
  for (const auto& kind : of_base) take_common_parts_of(*request_.gone.value().templates.find(kind));
}

void PlanMaker::take_common_parts_of(const JobTemplate& jobs) {
  for (const auto& include : jobs.includes)
    if (std::ranges::find(plan_.includes, include) == plan_.includes.end()) plan_.includes.push_back(include);
  for (const auto& hidden : jobs.hidden)
    if (hidden_.insert(hidden.key).second) plan_.hidden.push_back(hidden);
}

// What templates include may have jobs, and these run wherever it stands. So it stands in the child, or where jobs
// build upon it.
void PlanMaker::place_includes() {
  if (plan_.parts.empty() || plan_.includes.empty()) return;
  std::vector<Pipeline*> leaning;
  const auto look = [&](Pipeline& pipeline) {
    pipeline.includes = std::ranges::any_of(pipeline.jobs, &Job::leans_on_include);
    if (pipeline.includes) leaning.push_back(&pipeline);
  };
  look(plan_.child);
  for (auto& part : plan_.parts) look(part);
  if (leaning.empty()) plan_.child.includes = true;
  if (leaning.size() > 1)
    problems_.warning(fmt::format("what the templates include stands in {} pipelines of this plan: jobs that it brings "
                                  "of itself run in each of them",
                                  leaning.size()),
                      plan_.includes.front().spot,
                      "include such jobs apart from those that others extend, or raise `limits.jobs`");
}

// A pipeline without a job is an error in every CI, and a skipped one is no green one; nor is it one where all jobs
// only come before or after others. So is one whose jobs all leave themselves out.
void PlanMaker::add_idle_job(Pipeline& pipeline, JobNames& names) const {
  const auto is_at_an_end = [&](const Job& each) { return request_.dialect.stage_ends.has(each.stage); };
  const auto may_be_missing = [&](const Job& each) { return each.removable || is_at_an_end(each); };
  if (!std::ranges::all_of(pipeline.jobs, may_be_missing)) return;
  const auto beside = std::ranges::find_if_not(pipeline.jobs, is_at_an_end);
  const bool has_others = beside != pipeline.jobs.end();
  Job job;
  job.name = names.add_own(has_others ? "monoci:not-empty" : "monoci:nothing-affected");
  job.role = JobRole::idle;
  job.stage = has_others ? beside->stage : kOwnStage;
  job.says = has_others ? "the other jobs of this pipeline may be left out by their own rules" : why_idle(pipeline);
  pipeline.jobs.push_back(std::move(job));
}

// A green job must not say that all is well where nothing was built.
std::string PlanMaker::why_idle(const Pipeline& pipeline) const {
  const auto& affected = request_.affected;
  if (!pipeline.jobs.empty()) return "all jobs of this pipeline come before or after the others";
  if (!affected.projects.empty()) return "no affected project has a job in this pipeline";
  if (const auto files = affected.unowned.size(); files > 0)
    return fmt::format("no project is affected, but {} no project",
                       files == 1 ? "1 changed file belongs to" : fmt::format("{} changed files belong to", files));
  return "no job is needed for this change";
}

bool PlanMaker::is_of_templates(const std::string& stage) const {
  return stage != kOwnStage && stage != kPartsStage && stage != kOwnPipelineStage;
}

void PlanMaker::order_stages(Pipeline& pipeline) const {
  std::vector<std::string> order{kOwnStage, kPartsStage};
  std::ranges::copy(request_.templates.stages, std::back_inserter(order));
  if (request_.gone) std::ranges::copy(request_.gone->templates.stages, std::back_inserter(order));
  order.emplace_back(kOwnPipelineStage);
  for (const auto& stage : order) {
    const bool may_be_included = pipeline.includes && !plan_.includes.empty() && is_of_templates(stage);
    const bool is_used = may_be_included || std::ranges::find(pipeline.jobs, stage, &Job::stage) != pipeline.jobs.end();
    if (is_used && std::ranges::find(pipeline.stages, stage) == pipeline.stages.end()) pipeline.stages.push_back(stage);
  }
}

}  // namespace

std::optional<Plan> make_plan(const PlanRequest& request, Diagnostics& problems) {
  Diagnostics own;
  auto plan = PlanMaker(request, own).make();
  problems.append(own);
  return own.has_errors() ? std::nullopt : std::optional(std::move(plan));
}

}  // namespace monoci
