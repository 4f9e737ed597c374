// The documents that a plan becomes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "gitlab/gitlab_target.hpp"
#include "plan/plan.hpp"

namespace monoci {

// One pipeline of a plan as a GitLab configuration; what comes from templates remembers where it stood there.
// `workflow: rules: [{when: always}]` is there for merge requests: without it GitLab leaves out every job that has no
// rules of its own.
Value gitlab_document(const Plan& plan, const Pipeline& pipeline, const GitLabTarget& target);

// The text of such a document, as it is written to a file.
std::string gitlab_text(const Value& document);

// One pipeline as several files that one trigger includes: GitLab merges them and limits the size of each. All have the
// same `workflow` and `stages`, the first has what counts for the whole pipeline, and jobs and hidden jobs fill one
// after the other up to `budget` bytes (as parsed). The last takes what is left over. There are always `count` of them:
// where less is needed the rest define nothing.
std::vector<Value> spread(const Value& document, std::size_t count, std::size_t budget);

}  // namespace monoci
