#pragma once

#include "cli/context.hpp"

namespace CLI {
class App;
}

namespace monoci {

void add_init_command(CLI::App& app, Action& chosen);

}  // namespace monoci
