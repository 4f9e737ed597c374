#pragma once

#include <span>
#include <string>

#include "plan/job_template.hpp"

namespace monoci {

// Whether the jobs exist that jobs of a kind name: in `needs`, `dependencies`, `rules: needs` and
// `environment: on_stop`; and whether their needs go round in a circle. `of_all_kinds` are those that `^job` may mean.
// Where an `include` may bring a job, its absence is a warning, and a need of it becomes one in the CI's own words.
void check_job_names(JobTemplate& jobs, std::span<const std::string> of_all_kinds, Diagnostics& problems);

}  // namespace monoci
