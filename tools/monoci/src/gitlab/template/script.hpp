#pragma once

#include <string_view>

#include "plan/job_template.hpp"

namespace monoci {

// That a job does something, and that its commands are text: `- echo a: b` is a map, the commonest slip of all.
void check_script(const Value& job, std::string_view name, const Spot& spot, Diagnostics& problems);

}  // namespace monoci
