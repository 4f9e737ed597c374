#pragma once

#include "base/diagnostic.hpp"
#include "plan/job_name.hpp"
#include "plan/plan.hpp"

namespace monoci {

// Puts join jobs, tree-wise where it must be, between a job and its needs where there are more of them than `most`;
// each instance of a `parallel` job counts, as GitLab counts. Needs with artifacts stay with the job: a join has none
// to hand on. Where these alone are too many, that is an error.
void join_needs(Pipeline& pipeline, JobNames& names, std::size_t most, Diagnostics& problems);

}  // namespace monoci
