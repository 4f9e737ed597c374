#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "git/git_program.hpp"

namespace monoci {

struct GlobalOptions {
  std::filesystem::path directory = ".";  // -C; while a command runs the process is there, and this is "."
  std::optional<std::filesystem::path> config;
  std::string color = "auto";
  bool quiet = false, verbose = false;
};

// What a command may touch of the world around it.
struct Context {
  Environment environment;
  GlobalOptions options;
  Console& console;
  std::istream* answers = nullptr;  // of the person at the terminal; nullptr: nobody can be asked
};

using Action = std::function<ExitCode(Context&)>;

}  // namespace monoci
