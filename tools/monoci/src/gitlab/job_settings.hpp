// What GitLab lets a job say, fitted to the occasion and to the project.
#pragma once

#include <string>

#include "document/document.hpp"
#include "plan/ci_dialect.hpp"
#include "plan/occasion.hpp"

namespace monoci {

// What a template says of a job, with what monoci adds where it says nothing: `interruptible` (what a newer commit of a
// branch supersedes may stop, but no deployment and nothing on the default branch), and a `resource_group` for each
// environment that is deployed to, so that two deployments never run at once.
Value fitted_settings(const Value& settings, const Occasion& occasion);

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
ProjectWords project_words(const Value& settings, const ProjectText& project, const JobNameOf& name_of);

}  // namespace monoci
