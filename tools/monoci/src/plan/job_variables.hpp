#pragma once

#include <string_view>
#include <vector>

#include "plan/plan.hpp"

namespace monoci {

// What a script may know of its project. Names from the repository reach it in no other way.
struct JobFacts {
  std::string project, package, kind, slug, base, head, reason;
};

std::vector<Variable> job_variables(const JobFacts& facts);
bool is_set_by_monoci(std::string_view variable);

}  // namespace monoci
