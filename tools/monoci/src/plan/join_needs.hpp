#pragma once

#include "base/diagnostic.hpp"
#include "plan/job_name.hpp"
#include "plan/plan.hpp"

namespace monoci {

constexpr std::size_t kMostNeeds = 50;  // of one job, as GitLab counts them when it makes the pipeline

// Puts join jobs, tree-wise where it must be, between a job and its needs where there are more of them than `most`.
// Needs with artifacts stay with the job: a join has none to hand on. Where these alone are too many, that is an error.
void join_needs(Plan& plan, JobNames& names, std::size_t most, Diagnostics& problems);

}  // namespace monoci
