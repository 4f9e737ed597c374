#pragma once

#include "plan/ci_dialect.hpp"

namespace monoci {

// What GitLab answers to the questions of a plan.
extern const CiDialect kGitlabDialect;

}  // namespace monoci
