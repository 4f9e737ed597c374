#pragma once

#include "document/document.hpp"
#include "plan/ci_dialect.hpp"

namespace monoci {

// Puts the names that other jobs of the project have in the pipeline into one key of a job's settings (`dependencies`,
// `environment: on_stop`, `rules: needs`, `trigger: include: job`), instances of them too. Names of jobs that are not
// in the pipeline are left out. Whether the key names jobs at all.
bool rename_jobs(Member& member, const JobNameOf& name_of);

}  // namespace monoci
