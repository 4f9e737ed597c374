#pragma once

#include <vector>

#include "init/kinds.hpp"

namespace monoci {

// Gives each kind the patterns of its projects, and puts the kinds in an order in which each project finds its own:
// `libs/*` for the kind that most projects in libs are of, so that the next one is of that kind too, and the others by
// name before it.
void give_patterns(const Survey& survey, std::vector<InitKind>& kinds);

}  // namespace monoci
