#include <fmt/format.h>

#include "gitlab/environment.hpp"
#include "gitlab/gitlab_variables.hpp"
#include "plan/job_variables.hpp"

namespace monoci {

void refuse_outside_variables(const Environment& environment, Diagnostics& problems) {
  if (!is_in_gitlab(environment) || is_child_pipeline(environment)) return;
  for (const auto& [name, value] : environment) {
    if (!is_set_by_monoci(name)) continue;
    problems.error(fmt::format("`{}` is set from outside", name), {},
                   "monoci gives each job its own, and a variable of the pipeline, the schedule or the project would "
                   "override it in every job (`MONOCI_RUN` chooses projects)");
  }
}

}  // namespace monoci
