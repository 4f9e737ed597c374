#pragma once

#include "base/diagnostic.hpp"
#include "plan/job_name.hpp"
#include "plan/plan.hpp"

namespace monoci {

struct NeedLimit {
  std::size_t most = 0;                             // needs of one job
  std::size_t (*instances)(const Value& parallel);  // what a need of some instances counts for
};

// Puts join jobs, tree-wise where it must be, between a job and its needs where there are more of them than `most`;
// each instance of a `parallel` job counts. Needs with artifacts stay with the job: a join has none to hand on. Where
// these alone are too many, that is an error.
void join_needs(Pipeline& pipeline, JobNames& names, const NeedLimit& limit, Diagnostics& problems);

}  // namespace monoci
