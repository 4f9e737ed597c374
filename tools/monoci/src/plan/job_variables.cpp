#include "plan/job_variables.hpp"

#include <algorithm>

namespace monoci {

std::vector<Variable> job_variables(const JobFacts& facts) {
  return {{"MONOCI_PROJECT", facts.project}, {"MONOCI_PACKAGE", facts.package}, {"MONOCI_KIND", facts.kind},
          {"MONOCI_SLUG", facts.slug},       {"MONOCI_BASE", facts.base},       {"MONOCI_HEAD", facts.head},
          {"MONOCI_REASON", facts.reason}};
}

bool is_set_by_monoci(std::string_view variable) {
  const auto all = job_variables({});
  return std::ranges::find(all, variable, &Variable::name) != all.end();
}

}  // namespace monoci
