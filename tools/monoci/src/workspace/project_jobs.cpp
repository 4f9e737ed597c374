#include <fmt/format.h>

#include "base/quoted.hpp"
#include "workspace/reading_steps.hpp"

namespace monoci {

namespace {

void check_pipeline(const Project& project, const Spot& asked_for, const Links& links, Diagnostics& problems) {
  const auto file = project.id.directory.child(kPipelineFile);
  if (!project.submodule && links.resolve(file).type == EntryType::file) return;
  problems.error(fmt::format("`{}` is to run its own pipeline, and has no `{}`", quoted_if_odd(project.id.str()),
                             quoted_if_odd(file.str())),
                 asked_for,
                 project.submodule ? "what is in a submodule cannot be included" : "create it, or name a template");
}

}  // namespace

void settle_jobs(Project& project, const ProjectSettings& settings, const Config& config, const Links& links,
                 Diagnostics& problems) {
  const auto* kind = config.kind(project.kind);
  const bool by_kind = kind && kind->own_pipeline;
  project.own_pipeline = settings.own_pipeline || by_kind;
  project.job_changes = settings.job_changes;
  if (project.own_pipeline)
    check_pipeline(project, by_kind && !settings.own_pipeline ? kind->spot : settings.jobs_spot, links, problems);
  const bool has_jobs = kind && !kind->jobs.empty();
  if (!settings.job_changes.empty() && !has_jobs && !config.has_faults)
    problems.error(fmt::format("there are no jobs to change: kind `{}` has no template", quoted_if_odd(project.kind)),
                   settings.jobs_spot, "`kinds` in monoci.yaml says which jobs a project has");
}

}  // namespace monoci
