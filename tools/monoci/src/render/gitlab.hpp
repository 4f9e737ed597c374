#pragma once

#include <string>

#include "plan/plan.hpp"

namespace monoci {

// A GitLab child pipeline. `workflow: rules: [{when: always}]` is there for merge requests: without it GitLab leaves
// out every job that has no rules of its own.
std::string render_gitlab(const Plan& plan);

}  // namespace monoci
