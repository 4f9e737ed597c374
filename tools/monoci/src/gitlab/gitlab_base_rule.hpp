#pragma once

#include "git/base_rule.hpp"
#include "process/environment.hpp"

namespace monoci {

// By the predefined variables of a GitLab job.
BaseRule gitlab_base_rule(const Environment& environment);

// Outside of GitLab there is no rule; in another CI's job uncommitted changes do not count either.
PipelineFacts gitlab_pipeline_facts(const Environment& environment);

}  // namespace monoci
