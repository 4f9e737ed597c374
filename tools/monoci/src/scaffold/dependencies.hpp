#pragma once

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// The manifest of a project with one dependency more, another project of the repository, and the source that says where
// it is: the workspace where both are members of one, else its path. An error where the other has no package.
Result<std::string> with_dependency(const SourceText& manifest, const Project& project, const Project& used);

// The same for a project that says what it depends on in its monoci.project.yaml.
Result<std::string> with_declared_dependency(const SourceText& settings, const Project& used);

}  // namespace monoci
