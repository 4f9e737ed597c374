#pragma once

#include "plan/ci_dialect.hpp"

namespace monoci {

// The jobs of a kind as one of its projects changes them. Jobs that the kind does not have, and jobs and stages that no
// template has, are errors; needs of a job that the project drops stay, as those of any job that is not planned.
JobTemplate changed_jobs(const JobTemplate& jobs, const std::vector<JobChange>& changes, const CiDialect& dialect,
                         Diagnostics& problems);

}  // namespace monoci
