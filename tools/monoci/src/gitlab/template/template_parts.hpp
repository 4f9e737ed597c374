// The parts of a template, each read or checked by itself (read_job_template.cpp, read_template_job.cpp).
#pragma once

#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "gitlab/template/included_jobs.hpp"
#include "gitlab/template/inheritance.hpp"
#include "plan/job_template.hpp"

namespace monoci {

// The items of a template's `include`, in the CI's own words. Strict where GitLab would refuse them in a generated
// pipeline: it does not expand variables there.
std::vector<Value> read_include(const Value& include, Diagnostics& problems);

// A template with what it says of all its jobs written into each of them, by GitLab's rules: a key of `default` (or an
// old global one, such as `image`) is taken whole where a job lacks it, `variables` one by one, and `inherit` chooses.
// A job that extends what an include brings gets them from a member of its own to extend first, named `.monoci:...`:
// only GitLab knows whether it lacks them.
// Where what an include says of `inherit` is not known and matters, that is an error.
Value with_defaults_applied(const Value& document, const IncludedJobs& included, Diagnostics& problems);

// One job with everything that it inherits already in it. Strict in monoci's own words, and where GitLab would refuse
// or misread it for sure.
TemplateJob read_template_job(const Member& member, Diagnostics& problems);

// `needs` of a job, a list or one need: names of jobs, `^name` for the job of the projects that this one depends on, or
// a map that says more about one of them. A need of the project's own job brings its artifacts, as in GitLab; `^name`
// only where asked. Jobs of other pipelines and projects stay in the CI's own words.
std::vector<TemplateNeed> read_needs(const Value& needs, std::string_view job, Diagnostics& problems);

// `$MONOCI_...` that neither monoci nor the template sets and that is near to one of monoci's own: a warning.
void tell_misspelt_variables(const Value& document, Diagnostics& problems);

// That a job does something, and that its commands are text: `- echo a: b` is a map, the commonest slip of all.
void check_script(const Value& job, std::string_view name, const Spot& spot, Diagnostics& problems);

}  // namespace monoci
