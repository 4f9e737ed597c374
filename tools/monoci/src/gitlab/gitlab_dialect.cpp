#include "gitlab/gitlab_dialect.hpp"

#include "gitlab/fitted_settings.hpp"
#include "gitlab/job_traits.hpp"
#include "gitlab/keywords.hpp"
#include "gitlab/own_pipeline.hpp"
#include "gitlab/project_words.hpp"
#include "gitlab/template/changed_job.hpp"
#include "gitlab/template/job_names_check.hpp"
#include "gitlab/template/read_job_template.hpp"

namespace monoci {

namespace {

// A job whose name begins with a dot is hidden.
bool is_misread_job(std::string_view name) { return name.starts_with('.') || is_among(kKeywords, name); }

}  // namespace

constinit const CiDialect kGitlabDialect = {
    .read_template = &read_job_template,
    .changed_job = &changed_job,
    .check_names = &check_job_names,
    .manual = &manual_settings,
    .fitted = &fitted_settings,
    .without_checkout = &without_checkout,
    .project_words = &project_words,
    .traits = &traits_of,
    .instances = &instances_of,
    .is_misread = &is_misread_job,
    .stage_ends = {kFirstStage, kLastStage},
    .pipeline_file = ".gitlab-ci.yml",
    .can_start = &can_include_pipeline_of,
};

}  // namespace monoci
