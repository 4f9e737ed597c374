#include "gitlab/gitlab_dialect.hpp"

#include <fmt/format.h>

#include "base/diagnostic.hpp"
#include "base/quoted.hpp"
#include "gitlab/job_settings.hpp"
#include "gitlab/job_traits.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/template/templates.hpp"
#include "workspace/project.hpp"

namespace monoci {

namespace {

// A job whose name begins with a dot is hidden.
bool is_misread_job(std::string_view name) { return name.starts_with('.') || is_among(kKeywords, name); }

// GitLab takes `$`, `%` and `*` in the name of an included file for variables and wildcards: such a name is an error.
bool can_include_pipeline_of(const ProjectId& project, Diagnostics& problems) {
  if (project.str().find_first_of("$%*") == std::string::npos) return true;
  problems.error(fmt::format("the pipeline of {} cannot be included", quoted_if_odd(project.str())), {},
                 "GitLab takes `$`, `%` and `*` in the name of an included file for more than letters; rename the "
                 "directory");
  return false;
}

}  // namespace

constinit const CiDialect kGitlabDialect = {
    .read_template = &read_job_template,
    .define = &template_definition,
    .changed_job = &changed_job,
    .check_names = &check_job_names,
    .manual = &manual_settings,
    .fitted = &fitted_settings,
    .without_checkout = &without_checkout,
    .project_words = &project_words,
    .writers = &writers_of,
    .traits = &traits_of,
    .instances = &instances_of,
    .is_misread = &is_misread_job,
    .stage_ends = {kFirstStage, kLastStage, kUsualStages},
    .pipeline_file = ".gitlab-ci.yml",
    .can_start = &can_include_pipeline_of,
};

}  // namespace monoci
