#pragma once

#include <span>

#include "document/document.hpp"
#include "plan/plan.hpp"

namespace monoci {

// Whether the job starts a pipeline of another project. The variables of such a job become variables of that pipeline.
bool starts_elsewhere(const Value& settings);

// Puts the values of variables in their place, in one key of a job's settings: for keys in which GitLab does not expand
// variables of jobs, and for jobs that must not have these. In conditions (`if`, `only: variables`) a value stands in
// quotes. Whether anything was replaced.
bool tell_values(Member& member, std::span<const Variable> told);

}  // namespace monoci
