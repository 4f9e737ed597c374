#pragma once

#include "affected/affected.hpp"
#include "plan/job_template.hpp"

namespace monoci {

// Whether what a job depends on differs. All of it: whatever affects the project. Its own: the files it owns or links
// to, its configuration and templates, and what its tools read around it; neither dependencies nor the lock file.
bool inputs_differ(JobInputs inputs, const AffectedProject& project);

}  // namespace monoci
