#include "plan/job_changes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "config/fields.hpp"

namespace monoci {

namespace {

void check_stage(const TemplateJob& job, const JobTemplate& jobs, const StageEnds& ends, Diagnostics& problems) {
  const auto& known = jobs.stages_of_all_kinds;
  if (known.empty() || std::ranges::find(known, job.stage.text) != known.end()) return;
  if (ends.has(job.stage.text)) return;
  problems.error(fmt::format("no template has a stage `{}`", quoted_if_odd(job.stage.text)), job.stage.spot,
                 hint_for(job.stage.text, "there are", known));
}

// Where a stage stands among all.
std::ptrdiff_t place_of(const std::string& stage, const std::vector<std::string>& order, const StageEnds& ends) {
  if (stage == ends.first) return -1;
  if (stage == ends.last) return std::ssize(order);
  return std::ranges::find(order, stage) - order.begin();
}

// No project can change the order of the stages, which hangs on the needs of the templates.
void check_order(const JobTemplate& jobs, const StageEnds& ends, Diagnostics& problems) {
  const auto place = [&](const TemplateJob& job) { return place_of(job.stage.text, jobs.stages_of_all_kinds, ends); };
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

JobTemplate changed_jobs(const JobTemplate& jobs, const std::vector<JobChange>& changes, const CiDialect& dialect,
                         Diagnostics& problems) {
  auto result = jobs;
  Diagnostics own;
  for (const auto& change : changes) {
    const auto job = std::ranges::find(result.jobs, change.job, &TemplateJob::name);
    if (job == result.jobs.end()) {
      own.error(fmt::format("there is no job `{}` to change", quoted_if_odd(change.job)), change.spot,
                hint_for(change.job, "the jobs of its kind are", names_of(jobs)));
    } else if (!change.dropped) {
      *job = dialect.changed_job(*job, change, own);
      check_stage(*job, jobs, dialect.stage_ends, own);
    }
  }
  if (!own.has_errors()) dialect.check_names(result, jobs.jobs_of_all_kinds, own);
  if (!own.has_errors()) check_order(result, dialect.stage_ends, own);
  problems.append(own);
  const auto is_dropped = [&](const TemplateJob& job) {
    return std::ranges::any_of(changes, [&](const JobChange& each) { return each.dropped && each.job == job.name; });
  };
  std::erase_if(result.jobs, is_dropped);
  return result;
}

}  // namespace monoci
