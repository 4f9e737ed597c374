#pragma once

#include <string>
#include <vector>

#include "init/templates.hpp"

namespace monoci {

// What `monoci init` leaves to people, one paragraph each: what it saw and has no job for, and what to do next.
std::vector<std::string> init_notes(const Survey& survey, const TemplateChoice& templates,
                                    const std::vector<RepoPath>& kept);

}  // namespace monoci
