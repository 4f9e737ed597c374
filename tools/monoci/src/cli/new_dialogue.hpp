// What `monoci new` says of its templates and asks for.
#pragma once

#include <string>

#include "cli/comparison.hpp"
#include "cli/context.hpp"
#include "scaffold/new_project.hpp"
#include "scaffold/template_set.hpp"

namespace monoci {

// One line for each template of the repository and of the program. Faults of the repository's own are in `problems`.
std::string template_list(const TemplatePlaces& places, Diagnostics& problems);

// What `monoci new TEMPLATE --help` says of the template, behind the options.
std::string template_help(const ProjectTemplate& from, const RepoPath& usual_place);

// Whether a name, or a value that has no default, is missing.
bool lacks_answers(const Scaffold& scaffold, const NewRequest& request);

// Asks the person at the terminal for what is missing. Each answer is checked at once, told what is wrong with it, and
// asked for again. False at the end of the input.
bool ask_for_the_rest(Context& context, const ProjectTemplate& from, const Reading& view, NewRequest& request);

}  // namespace monoci
