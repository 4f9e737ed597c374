// A made-up CI, to prove that plans are made for any: its pipelines are steps, each with commands and the steps that it
// runs after. It has no stages, no artifacts, nothing to inherit from and no jobs by hand.
#pragma once

#include <string>

#include "plan/ci_dialect.hpp"
#include "plan/plan.hpp"

namespace monoci_testing {

extern const monoci::CiDialect kConveyor;

// "step NAME [after A, B]: COMMAND: COMMAND", one a line.
std::string conveyor_text(const monoci::Pipeline& pipeline);

}  // namespace monoci_testing
