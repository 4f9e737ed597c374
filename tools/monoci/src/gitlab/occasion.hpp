#pragma once

#include "plan/occasion.hpp"
#include "process/environment.hpp"

namespace monoci {

// What set the pipeline of a GitLab job off. Whoever compares says what was widened or chosen. What GitLab does not
// say for sure counts as started by hand: such a pipeline deploys nothing by surprise.
Occasion gitlab_occasion(const Environment& environment);

}  // namespace monoci
