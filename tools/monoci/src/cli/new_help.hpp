#pragma once

#include <string>

#include "scaffold/template_set.hpp"

namespace monoci {

// One line for each template of the repository and of the program. Faults of the repository's own are in `problems`.
std::string template_list(const TemplatePlaces& places, Diagnostics& problems);

// What `monoci new TEMPLATE --help` says of the template, behind the options.
std::string template_help(const ProjectTemplate& from, const RepoPath& usual_place);

}  // namespace monoci
