#pragma once

#include <vector>

#include "plan/job_graph.hpp"
#include "plan/planned_tasks.hpp"

namespace monoci {

// The needs between all tasks, as their templates say, sorted by position; between two tasks there is one at most. Jobs
// of other pipelines that tasks need are noted in the tasks, as is that one needs something, or nothing, at all.
std::vector<NeedEdge> find_needs(const Workspace& workspace, PlannedTasks& tasks);

}  // namespace monoci
