#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/comparison.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace monoci {

// The options that every comparing command has: --base, --exact-base, --head, --[no-]uncommitted, --no-fetch, --strict.
// `options` must outlive the parse.
void add_comparison_options(CLI::App& command, ComparisonOptions& options);

// --format, one of the names of a table of renderers.
void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& names);

template <class Renderer>
void add_format_option(CLI::App& command, std::string& format, std::span<const Renderer> table) {
  std::vector<std::string> names;
  for (const auto& renderer : table) names.emplace_back(renderer.name);
  add_format_option(command, format, names);
}

// A whole number from `least` to `most`; anything else is refused.
CLI::Option* add_count_option(CLI::App& command, const std::string& name, std::size_t& value, std::size_t least,
                              std::size_t most, const std::string& about);

// --head and --[no-]uncommitted alone.
void add_view_options(CLI::App& command, ComparisonOptions& options);

}  // namespace monoci
