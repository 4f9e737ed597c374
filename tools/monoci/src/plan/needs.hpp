// The needs of a plan, step by step: found between tasks, left out where others imply them, and joined where one job
// has too many. Circles are cut in job_graph.hpp.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "plan/job_graph.hpp"
#include "plan/job_name.hpp"
#include "plan/job_traits.hpp"
#include "plan/plan.hpp"
#include "plan/planned_tasks.hpp"

namespace monoci {

// The needs between all tasks, as their templates say, sorted by position; between two tasks there is one at most, or
// one for each choice of instances. Jobs of other pipelines that tasks need are noted in the tasks, as is that one
// needs something, or nothing, at all.
std::vector<NeedEdge> find_needs(const Workspace& workspace, PlannedTasks& tasks);

// Leaves out needs that other needs imply: `a` waits for `c` anyway where it needs `b` and `b` needs `c`. Never a need
// with artifacts, nor one that only part of a job's instances have; never by way of a job that may run, fail or be
// missing without a word of what it needs; and never at a job that may run when something failed. `needs` is acyclic.
void reduce_needs(std::vector<NeedEdge>& needs, const std::vector<JobTraits>& jobs);

struct NeedLimit {
  std::size_t most = 0;                             // needs of one job
  std::size_t (*instances)(const Value& parallel);  // what a need of some instances counts for
};

// Puts join jobs, tree-wise where it must be, between a job and its needs where there are more of them than `most`;
// each instance of a `parallel` job counts. Needs with artifacts stay with the job: a join has none to hand on. Where
// these alone are too many, that is an error.
void join_needs(Pipeline& pipeline, JobNames& names, const NeedLimit& limit, Diagnostics& problems);

}  // namespace monoci
