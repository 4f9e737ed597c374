#pragma once

#include <string>
#include <vector>

#include "check/finding.hpp"
#include "render/text_style.hpp"

namespace monoci {

// "file:line:column: warning: what [check]", a hint below, and how many there are in the last line.
std::string render_findings_text(const std::vector<Finding>& findings, const TextStyle& style);

// GitLab's code quality report (docs.gitlab.com/ci/testing/code_quality): shown in merge requests by `artifacts:
// reports: codequality`. A fingerprint hangs on the check, the file and what is wrong, not on the line.
std::string render_findings_code_quality(const std::vector<Finding>& findings, const TextStyle& style);

// "2 errors, 1 warning", or "no findings".
std::string findings_in_words(const std::vector<Finding>& findings);

}  // namespace monoci
