#pragma once

#include <string_view>
#include <vector>

#include "plan/job_template.hpp"

namespace monoci {

// `needs` of a job: names of jobs, `^name` for the job of the projects that this one depends on, or a map that says
// more about one of them. A need of the project's own job brings its artifacts, as in GitLab; `^name` only where asked.
// Jobs of other pipelines and projects stay in the CI's own words.
std::vector<TemplateNeed> read_needs(const Value& needs, std::string_view job, Diagnostics& problems);

}  // namespace monoci
