#include "config/project_settings.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"
#include "config/config.hpp"
#include "config/fields.hpp"

namespace monoci {

namespace {

std::optional<JobChange> read_job_change(const Member& member, Diagnostics& problems) {
  const auto name = "jobs." + quoted_if_odd(member.key);
  JobChange change{.job = member.key, .dropped = false, .settings = member.value, .spot = member.spot};
  change.dropped = member.value.is(ValueType::boolean) && member.value.scalar == "false";
  if (change.dropped || member.value.is(ValueType::map)) return change;
  problems.error(fmt::format("`{}` must be false or a table, not {}", name,
                             member.value.is(ValueType::boolean) ? "true" : type_name(member.value)),
                 member.value.spot, "false leaves the job out; a table is laid over what the template says of it");
  return {};
}

void read_jobs(const Value& jobs, ProjectSettings& settings, Diagnostics& problems) {
  settings.jobs_spot = jobs.spot;
  settings.own_pipeline = jobs.is(ValueType::string) && jobs.scalar == kOwnPipeline;
  if (settings.own_pipeline) return;
  if (!jobs.is(ValueType::map)) {
    const auto shown =
        jobs.is(ValueType::string) ? fmt::format("`{}`", quoted_if_odd(jobs.scalar)) : std::string(type_name(jobs));
    problems.error(fmt::format("`jobs` must be a table of jobs or `own`, not {}", shown), jobs.spot,
                   "`own` runs the project's own .gitlab-ci.yml");
  }
  for (const auto& member : jobs.members)
    if (auto change = read_job_change(member, problems)) settings.job_changes.push_back(std::move(*change));
}

}  // namespace

ProjectSettings read_project_settings(const Value& table, Diagnostics& problems) {
  ProjectSettings settings;
  if (table.is(ValueType::null)) return settings;  // an empty monoci.project.yaml: its place says all
  Fields fields(table, "", problems);
  if (const auto* kind = fields.find("kind")) settings.kind = read_text(*kind, "kind", problems);
  if (const auto* name = fields.find("name")) settings.name = read_text(*name, "name", problems);
  if (const auto* tags = fields.find("tags")) settings.tags = read_texts(*tags, "tags", problems);
  if (const auto* depends_on = fields.find("depends_on"))
    settings.depends_on = read_texts(*depends_on, "depends_on", problems);
  if (const auto* inputs = fields.find("inputs")) settings.inputs = read_texts(*inputs, "inputs", problems);
  if (const auto* ignore = fields.find("ignore")) settings.ignore = read_texts(*ignore, "ignore", problems);
  if (const auto* hidden = fields.find("private")) settings.private_files = read_texts(*hidden, "private", problems);
  if (const auto* jobs = fields.find("jobs")) read_jobs(*jobs, settings, problems);
  fields.refuse_others();
  return settings;
}

}  // namespace monoci
