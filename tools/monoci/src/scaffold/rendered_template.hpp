#pragma once

#include "base/diagnostic.hpp"
#include "scaffold/template_set.hpp"
#include "scaffold/tree_edits.hpp"

namespace monoci {

// The files and links of a project: the template's, those under a condition where it holds, with every declared word
// replaced in contents and names. Errors: two files of one path, a path that a value makes odd or lets leave the
// project.
void render_template(const ProjectTemplate& from, const ScaffoldWords& words, const RepoPath& directory,
                     TreeEdits& into, Diagnostics& problems);

}  // namespace monoci
