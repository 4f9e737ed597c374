#pragma once

#include <string>
#include <string_view>

namespace monoci {

// What is wrong with the condition of `rules: if`, by GitLab's own grammar; empty where nothing is.
std::string expression_fault(std::string_view text);

}  // namespace monoci
