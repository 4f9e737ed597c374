// What the rows of cli/commands.cpp call: each command is in the file that bears its name.
#pragma once

#include "cli/context.hpp"

namespace CLI {
class App;
}

namespace monoci {

void add_affected_command(CLI::App& app, Action& chosen);
void add_why_command(CLI::App& app, Action& chosen);
void add_inputs_command(CLI::App& app, Action& chosen);
void add_list_command(CLI::App& app, Action& chosen);
void add_graph_command(CLI::App& app, Action& chosen);
void add_generate_command(CLI::App& app, Action& chosen);
void add_lint_command(CLI::App& app, Action& chosen);
void add_check_command(CLI::App& app, Action& chosen);
void add_note_command(CLI::App& app, Action& chosen);
void add_new_command(CLI::App& app, Action& chosen);
void add_link_command(CLI::App& app, Action& chosen);
void add_mv_command(CLI::App& app, Action& chosen);
void add_init_command(CLI::App& app, Action& chosen);

}  // namespace monoci
