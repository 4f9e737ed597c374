#pragma once

#include "cli/commands.hpp"

namespace monoci {

void add_inputs_command(CLI::App& app, Action& chosen);

}  // namespace monoci
