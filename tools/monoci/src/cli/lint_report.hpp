#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "gitlab/gitlab_rules.hpp"

namespace monoci {

// Judges the files of one trigger by GitLab's rules, and says in a line how many jobs and faults they have. The faults
// themselves are in `problems`. Of a child it is also said which conditions are lost on it.
std::string lint_report(const std::vector<SourceText>& files, const GitLabLimits& limits, Diagnostics& problems,
                        bool is_child = false);

}  // namespace monoci
