#pragma once

#include "base/diagnostic.hpp"
#include "process/environment.hpp"

namespace monoci {

// An error for each variable that monoci gives its jobs and that somebody set for the whole pipeline. In a child they
// are the job's own.
void refuse_outside_variables(const Environment& environment, Diagnostics& problems);

}  // namespace monoci
