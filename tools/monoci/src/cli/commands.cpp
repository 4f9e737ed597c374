#include "cli/commands.hpp"

#include "cli/commands/affected.hpp"

namespace monoci {

namespace {

constexpr Command kCommands[] = {
    {"affected", &add_affected_command},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace monoci
