#pragma once

#include "base/diagnostic.hpp"
#include "plan/job_template.hpp"
#include "workspace/project.hpp"

namespace monoci {

constexpr const char* kOwnPipelineStage = "pipelines";

// The job `pipeline`, which runs a project's own .gitlab-ci.yml after those of the projects that it depends on.
const TemplateJob& own_pipeline_task();

RepoPath own_pipeline_of(const ProjectId& project);

// GitLab takes `$`, `%` and `*` in the name of an included file for variables and wildcards: such a name is an error.
bool own_pipeline_is_nameable(const ProjectId& project, Diagnostics& problems);

}  // namespace monoci
