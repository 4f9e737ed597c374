#pragma once

#include <string_view>
#include <vector>

namespace $[[ name | snake ]] {

// The parts of a text between separators, empty ones too: one more than there are separators. They are views of `text`.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace $[[ name | snake ]]
