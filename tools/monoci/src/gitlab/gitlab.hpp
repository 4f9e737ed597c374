#pragma once

#include <string>

#include "gitlab/gitlab_target.hpp"
#include "plan/plan.hpp"

namespace monoci {

// One pipeline of a plan as a GitLab configuration; what comes from templates remembers where it stood there.
// `workflow: rules: [{when: always}]` is there for merge requests: without it GitLab leaves out every job that has no
// rules of its own.
Value gitlab_document(const Plan& plan, const Pipeline& pipeline, const GitLabTarget& target);

// The text of such a document, as it is written to a file.
std::string gitlab_text(const Value& document);

}  // namespace monoci
