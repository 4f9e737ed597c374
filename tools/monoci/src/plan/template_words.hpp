#pragma once

#include "plan/job_template.hpp"

namespace monoci {

// monoci's own words of a job, what stands under `monoci:`, into the job; strict. `job` has its needs already: the job
// of a project that is gone can wait for nobody.
void read_own_words(const Value& words, TemplateJob& job, Diagnostics& problems);

}  // namespace monoci
