#pragma once

#include <string>
#include <string_view>

namespace monoci {

std::size_t width(std::string_view text);  // in characters
std::string padded(std::string text, std::size_t to_width);
std::string counted(std::size_t count, std::string_view one, std::string_view many);  // "1 project", "3 projects"

// A name between commas: one that has a comma itself is quoted.
std::string in_a_list(std::string name);

// An entry of a list for scripts. Before a NUL a name is its bytes; on a line of its own it must not look like two.
std::string listed(const std::string& name, char line_end);

}  // namespace monoci
