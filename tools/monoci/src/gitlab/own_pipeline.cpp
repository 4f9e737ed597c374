#include "gitlab/own_pipeline.hpp"

#include <fmt/format.h>

#include "base/quoted.hpp"

namespace monoci {

bool can_include_pipeline_of(const ProjectId& project, Diagnostics& problems) {
  if (project.str().find_first_of("$%*") == std::string::npos) return true;
  problems.error(fmt::format("the pipeline of {} cannot be included", quoted_if_odd(project.str())), {},
                 "GitLab takes `$`, `%` and `*` in the name of an included file for more than letters; rename the "
                 "directory");
  return false;
}

}  // namespace monoci
