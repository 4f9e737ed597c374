#include "plan/job_template.hpp"

#include <algorithm>

namespace monoci {

const TemplateJob* JobTemplate::find(std::string_view name) const {
  const auto found = std::ranges::find(jobs, name, &TemplateJob::name);
  return found == jobs.end() ? nullptr : &*found;
}

}  // namespace monoci
