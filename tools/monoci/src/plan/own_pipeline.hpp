#pragma once

#include "plan/job_template.hpp"

namespace monoci {

constexpr const char* kOwnPipelineStage = "pipelines";

// The job `pipeline`, which runs a project's own pipeline after those of the projects that it depends on.
const TemplateJob& own_pipeline_task();

}  // namespace monoci
