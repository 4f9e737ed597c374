// Projects that a person chose by hand, to run whatever changed.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/report.hpp"

namespace CLI {
class App;
}

namespace monoci {

struct ChosenProjects {
  bool all = false;
  std::vector<std::string> named;  // by directory or name
  std::string with = {};           // "--only", "--all", "MONOCI_RUN"

  bool any() const { return all || !named.empty(); }
  std::string why() const { return "asked for with " + with; }
};

// --all and --only. `chosen` must outlive the parse.
void add_choice_options(CLI::App& command, ChosenProjects& chosen);

// What the command line says goes before MONOCI_RUN, which holds `all` or names between spaces, commas and line breaks.
ChosenProjects chosen_projects(ChosenProjects on_command_line, const Environment& environment);

// The comparison, or exactly the projects that were chosen, each for that reason: then no base is looked for. Variables
// that nobody may set for a whole pipeline, and names of no project, are errors.
std::expected<Compared, ExitCode> compare_or_choose(Context& context, const ComparisonOptions& options,
                                                    const ChosenProjects& on_command_line);

}  // namespace monoci
