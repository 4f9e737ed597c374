#pragma once

#include <string>
#include <string_view>

namespace gitview {

// What turns one text of a file into another, as `git diff` prints it: a unified diff with three lines of context, "a/"
// and "b/" before the path, odd paths in C quotes. Empty when the texts are equal. Needs a Library.
std::string unified_patch(std::string_view path, std::string_view before, std::string_view after);

}  // namespace gitview
