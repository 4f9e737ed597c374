#pragma once

#include <optional>
#include <vector>

#include "cli/comparison.hpp"
#include "plan/redefined_jobs.hpp"
#include "plan/templates.hpp"

namespace monoci {

// The job templates of one state; faults are in `problems`.
std::optional<Templates> job_templates(const Session& session, const Reading& side, Diagnostics& problems);

// What they say of each job, of head and of each base, to see which jobs changed. Read where a template, or what its
// scripts name, is a reason at all; else they are empty.
struct ComparedDefinitions {
  Definitions now;
  std::vector<Definitions> before;
};
ComparedDefinitions job_definitions(const Session& session, const Comparison& comparison);

}  // namespace monoci
