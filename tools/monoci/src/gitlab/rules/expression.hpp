#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace monoci {

// What is wrong with the condition of `rules: if`, by GitLab's own grammar; empty where nothing is.
std::string expression_fault(std::string_view text);

// Its operands and operators, in the order written; none where it is no condition.
std::vector<std::string_view> expression_parts(std::string_view text);

}  // namespace monoci
