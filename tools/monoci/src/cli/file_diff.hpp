#pragma once

#include <string>

#include "scaffold/tree_edits.hpp"

namespace monoci {

// What changes in a file, as a unified diff.
std::string file_diff(const EditedFile& file);

}  // namespace monoci
