#pragma once

#include <span>
#include <string_view>

#include "cli/context.hpp"

namespace CLI {
class App;
}

namespace monoci {

// A command is one file in commands/ and one row in commands.cpp.
struct Command {
  std::string_view name;
  void (*add)(CLI::App& app, Action& chosen);  // declares it; parsing it sets `chosen`
};

std::span<const Command> commands();

}  // namespace monoci
