#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "git/git_program.hpp"

namespace monoci {

// The terminal that the program writes to, as far as it matters.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false, err_is_terminal = false;
  std::istream* answers = nullptr;  // where a person can be asked; nullptr in scripts
};

// The whole program but for what belongs to the process: arguments (without the program's name) to exit code.
int run_app(const std::vector<std::string>& arguments, const Environment& environment, const Terminal& terminal);

}  // namespace monoci
