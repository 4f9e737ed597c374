#pragma once

#include <string>
#include <vector>

#include "workspace/inputs_of.hpp"

namespace monoci {

// How inputs are called where people read of them.
const char* heading_of(InputKind kind);
std::string words_of(const Predicate& what, const Project& project);
std::string list_of(const std::vector<std::string>& words);  // quoted where they are odd

}  // namespace monoci
