#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace CLI {
class App;
}

namespace monoci {

// The command or option of a command line that there is none of, with the one that was probably meant. CLI11 itself
// answers a mistyped command with "A subcommand is required".
std::optional<Diagnostic> find_mistyped(const CLI::App& app, const std::vector<std::string>& arguments);

}  // namespace monoci
