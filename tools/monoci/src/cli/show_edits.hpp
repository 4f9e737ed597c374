#pragma once

#include <string>

#include "scaffold/tree_edits.hpp"

namespace monoci {

// For --dry-run: the tree of new files and links, then a unified diff for each file that changes.
std::string show_edits(const TreeEdits& edits);

// After the deed: one line for each path written, moved or changed, in the order of paths.
std::string list_edits(const TreeEdits& edits);

}  // namespace monoci
