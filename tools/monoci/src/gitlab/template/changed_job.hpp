#pragma once

#include "plan/job_template.hpp"

namespace monoci {

// A job with what a project says of it laid over the template's words: maps merged, everything else replaced. It is
// judged like one of a template.
TemplateJob changed_job(const TemplateJob& job, const JobChange& change, Diagnostics& problems);

}  // namespace monoci
