#include "plan/job_changes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "config/fields.hpp"
#include "gitlab/template/inheritance.hpp"
#include "gitlab/template/job_names_check.hpp"
#include "gitlab/template/read_template_job.hpp"
#include "plan/stage_order.hpp"

namespace monoci {

namespace {

// A change is laid over a job that has inherited all it can.
void check_change(const JobChange& change, Diagnostics& problems) {
  const auto extends = std::ranges::find(change.settings.members, "extends", &Member::key);
  if (extends != change.settings.members.end())
    problems.error(fmt::format("`jobs.{}.extends` is not supported", quoted_if_odd(change.job)), extends->spot,
                   "write out what is to be different; the rest stays as the template has it");
}

void check_tags(const Value& value, Diagnostics& problems) {
  if (!value.tag.empty())
    problems.error(fmt::format("the tag `{}` cannot stand here", quoted_if_odd(value.tag)), value.spot,
                   "write the value itself");
  for (const auto& item : value.items) check_tags(item, problems);
  for (const auto& member : value.members) check_tags(member.value, problems);
}

void check_stage(const TemplateJob& job, const JobTemplate& jobs, Diagnostics& problems) {
  const auto& known = jobs.stages_of_all_kinds;
  if (known.empty() || std::ranges::find(known, job.stage.text) != known.end()) return;
  if (job.stage.text == kFirstStage || job.stage.text == kLastStage) return;
  problems.error(fmt::format("no template has a stage `{}`", quoted_if_odd(job.stage.text)), job.stage.spot,
                 hint_for(job.stage.text, "there are", known));
}

// Where a stage stands among all; GitLab's own two are its ends.
std::ptrdiff_t place_of(const std::string& stage, const std::vector<std::string>& order) {
  if (stage == kFirstStage) return -1;
  if (stage == kLastStage) return std::ssize(order);
  return std::ranges::find(order, stage) - order.begin();
}

// No project can change the order of the stages, which hangs on the needs of the templates.
void check_order(const JobTemplate& jobs, Diagnostics& problems) {
  const auto place = [&](const TemplateJob& job) { return place_of(job.stage.text, jobs.stages_of_all_kinds); };
  for (const auto& job : jobs.jobs) {
    for (const auto& need : job.needs.value_or(std::vector<TemplateNeed>{})) {
      const auto* needed = need.of_dependencies ? nullptr : jobs.find(need.job);
      if (needed && place(*needed) > place(job))
        problems.error(
            fmt::format("`{}` (stage `{}`) would need `{}` of a later stage (`{}`)", quoted_if_odd(job.name),
                        quoted_if_odd(job.stage.text), quoted_if_odd(needed->name), quoted_if_odd(needed->stage.text)),
            std::max(job.stage.spot, needed->stage.spot), "give them stages in the order of their needs");
    }
  }
}

std::vector<std::string> names_of(const JobTemplate& jobs) {
  std::vector<std::string> names;
  for (const auto& job : jobs.jobs) names.push_back(job.name);
  return names;
}

}  // namespace

TemplateJob changed_job(const TemplateJob& job, const JobChange& change, Diagnostics& problems) {
  check_change(change, problems);
  check_tags(change.settings, problems);
  auto merged = *job.raw;
  merge_over(merged, change.settings);
  return read_template_job({job.name, std::move(merged), change.spot}, problems);
}

JobTemplate changed_jobs(const JobTemplate& jobs, const std::vector<JobChange>& changes, Diagnostics& problems) {
  auto result = jobs;
  Diagnostics own;
  for (const auto& change : changes) {
    const auto job = std::ranges::find(result.jobs, change.job, &TemplateJob::name);
    if (job == result.jobs.end()) {
      own.error(fmt::format("there is no job `{}` to change", quoted_if_odd(change.job)), change.spot,
                hint_for(change.job, "the jobs of its kind are", names_of(jobs)));
    } else if (!change.dropped) {
      *job = changed_job(*job, change, own);
      check_stage(*job, jobs, own);
    }
  }
  if (!own.has_errors()) check_job_names(result, jobs.jobs_of_all_kinds, own);
  if (!own.has_errors()) check_order(result, own);
  problems.append(own);
  const auto is_dropped = [&](const TemplateJob& job) {
    return std::ranges::any_of(changes, [&](const JobChange& each) { return each.dropped && each.job == job.name; });
  };
  std::erase_if(result.jobs, is_dropped);
  return result;
}

}  // namespace monoci
