#pragma once

#include <optional>
#include <string>

#include "affected/affected.hpp"
#include "plan/join_needs.hpp"
#include "plan/plan.hpp"
#include "plan/templates.hpp"

namespace monoci {

struct PlanRequest {
  const Workspace& workspace;  // of head
  const Affected& affected;
  const Templates& templates;
  std::string base, head;  // commits, for MONOCI_BASE and MONOCI_HEAD
  std::size_t most_needs = kMostNeeds;
};

// One job for each affected project and job of its kind's template whose inputs differ, with the needs between them.
// Never empty, never a need that dangles, never a circle. The names that a pipeline cannot carry are errors.
std::optional<Plan> make_plan(const PlanRequest& request, Diagnostics& problems);

}  // namespace monoci
