// What the row of GitLab does with job templates: reads them, changes their jobs, and holds them against each other.
#pragma once

#include <span>
#include <string>

#include "base/source_text.hpp"
#include "plan/ci_dialect.hpp"
#include "plan/job_template.hpp"

namespace monoci {

// One template file: ordinary GitLab job YAML. `extends` and `!reference` within the file are resolved, `default` and
// `variables` written into each job; hidden jobs serve nothing else. Strict in monoci's own words, and where GitLab
// would refuse or misread a job for sure. Whether the jobs in `needs` exist is checked where all templates of a kind
// are known.
//
// Hidden jobs that jobs extend and that cannot be resolved, because what an `include` brings stands between them, are
// kept; their names begin with `.monoci:`. What a job extends besides is in its settings, as `extends`.
//
// `read` gives files of the repository that are included, where what they say of `inherit` must be known.
std::optional<JobTemplate> read_job_template(const SourceText& source, const ReadTemplate& read, Diagnostics& problems);

// The same jobs with what local files bring that the template includes: merged under it, as GitLab does, before
// `extends`. What other projects bring is the same on both sides as far as anybody can know. Nothing where a file is
// named with a wildcard or a condition, or has faults.
std::optional<TemplateDefinition> template_definition(const SourceText& source, const ReadTemplate& read);

// A job with what a project says of it laid over the template's words: maps merged, everything else replaced. It is
// judged like one of a template.
TemplateJob changed_job(const TemplateJob& job, const JobChange& change, Diagnostics& problems);

// Whether the jobs exist that jobs of a kind name: in `needs`, `dependencies`, `rules: needs` and
// `environment: on_stop`; and whether their needs go round in a circle. `of_all_kinds` are those that `^job` may mean.
// Where an `include` may bring a job, its absence is a warning, and a need of it becomes one in the CI's own words.
void check_job_names(JobTemplate& jobs, std::span<const std::string> of_all_kinds, Diagnostics& problems);

}  // namespace monoci
