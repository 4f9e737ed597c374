#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source_text.hpp"
#include "scaffold/linked_code.hpp"

namespace monoci {

// The project requires the library itself: then it has whatever the linked code asks for.
bool requires_library(const SourceText& project, const SourceText& library);

// What the library's manifest requires and the project's does not, with the command that adds it; nothing when the
// project has it all. Of linked code that is a part of the library's packages what it imports counts alone, as long as
// every import can be told to be of some requirement by its name.
std::optional<std::string> requirements_note(const SourceText& library, const SourceText& project,
                                             const LinkedCode& code, const FileTree& tree);

// Where linked files import their package by its own name: under another name that fails.
std::optional<std::string> imports_note(const LinkedCode& code, const std::string& import_name, const FileTree& tree);

}  // namespace monoci
