#pragma once

#include "cli/comparison.hpp"
#include "cli/context.hpp"
#include "scaffold/new_project.hpp"

namespace monoci {

// Whether a name, or a value that has no default, is missing.
bool lacks_answers(const Scaffold& scaffold, const NewRequest& request);

// Asks the person at the terminal for what is missing. Each answer is checked at once, told what is wrong with it, and
// asked for again. False at the end of the input.
bool ask_for_the_rest(Context& context, const ProjectTemplate& from, const Reading& view, NewRequest& request);

}  // namespace monoci
