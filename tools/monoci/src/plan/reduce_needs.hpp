#pragma once

#include <vector>

#include "plan/job_graph.hpp"
#include "plan/job_traits.hpp"

namespace monoci {

// Leaves out needs that other needs imply: `a` waits for `c` anyway where it needs `b` and `b` needs `c`. Never a need
// with artifacts, nor one that only part of a job's instances have; never by way of a job that may run, fail or be
// missing without a word of what it needs; and never at a job that may run when something failed. `needs` is acyclic.
void reduce_needs(std::vector<NeedEdge>& needs, const std::vector<JobTraits>& jobs);

}  // namespace monoci
