#pragma once

#include "base/source_text.hpp"
#include "plan/job_template.hpp"

namespace monoci {

// One template file: ordinary GitLab job YAML. `extends` and `!reference` within the file are resolved, `default` and
// `variables` written into each job; hidden jobs serve nothing else. Strict in monoci's own words, and where GitLab
// would refuse or misread a job for sure. Whether the jobs in `needs` exist is checked where all templates of a kind
// are known.
//
// Hidden jobs that jobs extend and that cannot be resolved, because what an `include` brings stands between them, are
// kept; their names begin with `.monoci:`. What a job extends besides is in its settings, as `extends`.
std::optional<JobTemplate> read_job_template(const SourceText& source, Diagnostics& problems);

}  // namespace monoci
