#include "cli/ci_dialects.hpp"

#include <algorithm>

#include "gitlab/environment.hpp"
#include "gitlab/gitlab_dialect.hpp"
#include "gitlab/gitlab_variables.hpp"

namespace monoci {

namespace {

const Ci kCis[] = {
    {"gitlab", kGitlabDialect, &is_in_gitlab, &gitlab_pipeline_facts, &gitlab_occasion},
};

}  // namespace

std::span<const Ci> ci_dialects() { return kCis; }

const Ci& ci_of(const Environment& environment) {
  const auto* here = std::ranges::find_if(kCis, [&](const Ci& ci) { return ci.is_here(environment); });
  return here == std::end(kCis) ? kCis[0] : *here;
}

}  // namespace monoci
