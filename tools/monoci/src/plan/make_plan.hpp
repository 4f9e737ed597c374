#pragma once

#include <optional>
#include <string>

#include "affected/affected.hpp"
#include "plan/job_inputs.hpp"
#include "plan/plan.hpp"
#include "plan/templates.hpp"

namespace monoci {

// What jobs of deleted projects are made from.
struct BaseSide {
  const Workspace& workspace;
  const Templates& templates;
};

struct PlanRequest {
  const Workspace& workspace;  // of head
  const Affected& affected;
  const Templates& templates;
  const CiDialect& dialect;  // of the CI that runs it
  std::string base, head;    // commits, for MONOCI_BASE (several are separated by blanks) and MONOCI_HEAD
  Occasion occasion;
  bool complete = true;          // all that is affected, not only a chosen part of it
  ChangedPaths changed;          // for jobs that list their inputs
  std::optional<BaseSide> gone;  // nothing: no job is made for deleted projects
  Limits limits = {};
  Definitions definitions = {};  // of head, and of each base: those that are needed to see which jobs changed
  std::vector<Definitions> definitions_before = {};
};

// One job for each affected project and job of its kind's template whose inputs differ and whose time it is, with the
// needs between them. Never empty, never a need that dangles, never a circle. More jobs than one pipeline may have are
// split into parts. What a pipeline cannot carry is an error.
std::optional<Plan> make_plan(const PlanRequest& request, Diagnostics& problems);

}  // namespace monoci
