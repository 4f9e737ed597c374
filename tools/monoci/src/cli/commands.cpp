#include "cli/commands.hpp"

#include "cli/commands/commands.hpp"

namespace monoci {

namespace {

constexpr Command kCommands[] = {
    {"affected", &add_affected_command}, {"why", &add_why_command},     {"inputs", &add_inputs_command},
    {"list", &add_list_command},         {"graph", &add_graph_command}, {"generate", &add_generate_command},
    {"lint", &add_lint_command},         {"check", &add_check_command}, {"note", &add_note_command},
    {"new", &add_new_command},           {"link", &add_link_command},   {"mv", &add_mv_command},
    {"init", &add_init_command},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace monoci
