// What the variables of a GitLab job mean for a run.
#pragma once

#include "base/diagnostic.hpp"
#include "git/base_rule.hpp"
#include "plan/occasion.hpp"
#include "process/environment.hpp"

namespace monoci {

// By the predefined variables of a GitLab job.
BaseRule gitlab_base_rule(const Environment& environment);

// Outside of GitLab there is no rule; in another CI's job uncommitted changes do not count either.
PipelineFacts gitlab_pipeline_facts(const Environment& environment);

// What set the pipeline of a GitLab job off. Whoever compares says what was widened or chosen. What GitLab does not
// say for sure counts as started by hand: such a pipeline deploys nothing by surprise.
Occasion gitlab_occasion(const Environment& environment);

// An error for each variable that monoci gives its jobs and that somebody set for the whole pipeline. In a child they
// are the job's own.
void refuse_outside_variables(const Environment& environment, Diagnostics& problems);

}  // namespace monoci
