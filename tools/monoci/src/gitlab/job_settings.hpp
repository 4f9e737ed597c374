// What GitLab lets a job say, fitted to the occasion and to the project.
#pragma once

#include <string>

#include "config/config.hpp"
#include "document/document.hpp"
#include "plan/ci_dialect.hpp"
#include "plan/job_template.hpp"
#include "plan/occasion.hpp"

namespace monoci {

// What a template says of a job, with what monoci adds where it says nothing: a `resource_group` for each environment
// that is deployed to, so that two deployments never run at once; and, where the configuration asks for it,
// `interruptible` in pipelines of branches and merge requests, for jobs that leave nothing half done when they are
// stopped.
Value fitted_settings(const TemplateJob& task, const Occasion& occasion, const PipelineConfig& config);

// The same job, to be started by hand, for which nobody waits: however its rules come, none starts it. Where an include
// may bring some, the job has rules of its own that shut them out.
Value manual_settings(Value settings);

// The job of a project that is gone: there are no files to fetch.
Value without_checkout(Value settings);

// The settings of a job that differ from project to project, as a map to lay over those of its template: what names
// the slug where a CI reads no raw variable (environments, resource groups, caches, artifacts and their reports), or
// the directory where it expands none (the files of a cache's key), and
// what names other jobs of the project (`dependencies`, `environment.on_stop`, `rules: needs`). Names of jobs that are
// not in the pipeline are left out.
// `told`: what is known of the project; a job that starts a pipeline of another project has it as text, not as
// variables.
ProjectWords project_words(const Value& settings, const std::vector<Variable>& told, const JobNameOf& name_of);

}  // namespace monoci
