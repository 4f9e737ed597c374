#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace monoci {

// A command of a CMakeLists.txt whose arguments stand in one line.
struct CMakeCommand {
  std::string name;                // in small letters
  std::size_t begin = 0, end = 0;  // of its first argument, without quotes
  std::size_t line_end = 0;        // of the line that closes it
  std::size_t depth = 0;           // blocks (`if`, `foreach`, `function`, …) that it stands in
};

// Comments, bracket comments too, are passed over. What is not closed in its line is left out.
std::vector<CMakeCommand> cmake_commands(std::string_view text);

}  // namespace monoci
