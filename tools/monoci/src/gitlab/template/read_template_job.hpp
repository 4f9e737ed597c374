#pragma once

#include "plan/job_template.hpp"

namespace monoci {

// One job with everything that it inherits already in it. Strict in monoci's own words, and where GitLab would refuse
// or misread it for sure.
TemplateJob read_template_job(const Member& member, Diagnostics& problems);

}  // namespace monoci
