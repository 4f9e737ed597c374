// The steps of making a project (new_project.cpp).
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "scaffold/template_set.hpp"
#include "scaffold/tree_edits.hpp"
#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// The files and links of a project: the template's, those under a condition where it holds, with every declared word
// replaced in contents and names. Errors: two files of one path, a path that a value makes odd or lets leave the
// project.
void render_template(const ProjectTemplate& from, const ScaffoldWords& words, const RepoPath& directory,
                     TreeEdits& into, Diagnostics& problems);

// The manifest of a project with one dependency more, another project of the repository, and the source that says where
// it is: the workspace where both are members of one, else its path. An error where the other has no package.
Result<std::string> with_dependency(const SourceText& manifest, const Project& project, const Project& used);

// The same for a project that says what it depends on in its monoci.project.yaml.
Result<std::string> with_declared_dependency(const SourceText& settings, const Project& used);

// What of monoci.yaml is missing so that a project has the jobs of the kind that its template is for; nothing when it
// has them.
std::optional<std::string> jobs_note(const Project& project, const std::string& wanted_kind, const Config& config,
                                     bool has_config);

// Who depends on the project as soon as it is there; nothing when nobody waited for it.
std::optional<std::string> dependents_note(const Project& project, const Workspace& workspace);

// That an owner was given where no CODEOWNERS takes it; nothing when one does, or none was given.
std::optional<std::string> owner_note(const std::string& owner, const FileTree& tree);

}  // namespace monoci
