#pragma once

#include "cli/comparison.hpp"

namespace CLI {
class App;
}

namespace monoci {

// The options that every comparing command has: --base, --exact-base, --head, --[no-]uncommitted, --no-fetch, --strict.
// `options` must outlive the parse.
void add_comparison_options(CLI::App& command, ComparisonOptions& options);

// --head and --[no-]uncommitted alone.
void add_view_options(CLI::App& command, ComparisonOptions& options);

}  // namespace monoci
