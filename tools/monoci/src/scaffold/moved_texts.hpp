#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "scaffold/tree_edits.hpp"

namespace monoci {

// Files that name directories, as they must be once one has moved. `file` of the text is where it stood before.
Result<std::string> moved_in_manifest(const MovedDirectory& move, const SourceText& pyproject);
Result<std::string> moved_in_config(const MovedDirectory& move, const SourceText& monoci_yaml);
Result<std::string> moved_in_settings(const MovedDirectory& move, const SourceText& project_yaml);

}  // namespace monoci
