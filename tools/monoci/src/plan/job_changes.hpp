#pragma once

#include "plan/job_template.hpp"

namespace monoci {

// A job with what a project says of it laid over the template's words: maps merged, everything else replaced. It is
// judged like one of a template.
TemplateJob changed_job(const TemplateJob& job, const JobChange& change, Diagnostics& problems);

// The jobs of a kind as one of its projects changes them. Jobs that the kind does not have, and jobs and stages that no
// template has, are errors; needs of a job that the project drops stay, as those of any job that is not planned.
JobTemplate changed_jobs(const JobTemplate& jobs, const std::vector<JobChange>& changes, Diagnostics& problems);

}  // namespace monoci
