#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "plan/job_name.hpp"
#include "plan/job_time.hpp"
#include "plan/job_traits.hpp"
#include "plan/make_plan.hpp"

namespace monoci {

// The jobs of all affected projects, before anything is known of their order.
struct PlannedTasks {
  std::vector<Job> jobs;
  std::vector<JobTraits> traits;              // of each
  std::vector<const TemplateJob*> templates;  // of each
  std::vector<SkippedJob> skipped;
  std::deque<JobTemplate> changed;  // templates as single projects have them; `templates` may point into it
  std::map<ProjectId, const JobTemplate*> of_project;  // all jobs that it has, planned or not
  std::map<ProjectId, std::map<std::string, std::size_t>> positions;

  std::optional<std::size_t> find(const ProjectId& project, const std::string& task) const;
};

PlannedTasks plan_tasks(const PlanRequest& request, JobNames& names, Diagnostics& problems);

}  // namespace monoci
