#pragma once

#include <string>
#include <vector>

#include "plan/templates.hpp"

namespace monoci {

// The stages of all templates in one order: each template's own `stages` stay in order, no job needs one of a later
// stage, and whatever is free follows the order of first appearance. A contradiction is an error.
std::vector<std::string> stage_order(const std::vector<KindJobs>& kinds, const StageEnds& ends, Diagnostics& problems);

}  // namespace monoci
