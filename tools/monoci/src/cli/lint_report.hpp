#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "gitlab/gitlab_rules.hpp"

namespace monoci {

// Judges the files of one trigger by GitLab's rules, and says in a line how many jobs and faults they have. The faults
// themselves are in `problems`.
std::string lint_report(const std::vector<SourceText>& files, const GitLabLimits& limits, Diagnostics& problems);

}  // namespace monoci
