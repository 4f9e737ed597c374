// What `monoci init` writes for people to read.
#pragma once

#include <string>
#include <vector>

#include "init/kinds.hpp"
#include "init/templates.hpp"

namespace monoci {

// monoci.yaml: short, and every entry with the reason why it is there.
std::string config_text(const Survey& survey, const std::vector<InitKind>& kinds, const TemplateChoice& templates);

// What `monoci init` leaves to people, one paragraph each: what it saw and has no job for, and what to do next.
std::vector<std::string> init_notes(const Survey& survey, const TemplateChoice& templates,
                                    const std::vector<RepoPath>& kept);

}  // namespace monoci
