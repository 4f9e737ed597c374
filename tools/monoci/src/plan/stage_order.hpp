#pragma once

#include <string>
#include <vector>

#include "plan/templates.hpp"

namespace monoci {

// The stages of all templates in one order: each template's own `stages` stay in order, those of a template without
// the CI's usual one, and no job needs one of a later stage. A contradiction is an error. What all that leaves open
// follows the order in which the jobs of a kind come, and last that of first appearance.
std::vector<std::string> stage_order(const std::vector<KindJobs>& kinds, const StageEnds& ends, Diagnostics& problems);

}  // namespace monoci
