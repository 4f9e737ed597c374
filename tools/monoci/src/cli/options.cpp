#include "cli/options.hpp"

#include <CLI/CLI.hpp>

namespace monoci {

void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& names) {
  command.add_option("--format", format, "How to print it: " + CLI::detail::join(names, "|"))
      ->check(CLI::IsMember(names).description(""))
      ->type_name("FORMAT")
      ->capture_default_str();
}

void add_view_options(CLI::App& command, ComparisonOptions& options) {
  command
      .add_option_function<std::string>(
          "--head", [&](const std::string& revision) { options.request.head = revision; }, "Look at this commit alone")
      ->type_name("REV");
  auto* with = command.add_flag_callback(
      "--uncommitted", [&] { options.request.uncommitted = true; },
      "Count what is not committed (the default outside CI)");
  auto* without = command.add_flag_callback(
      "--no-uncommitted", [&] { options.request.uncommitted = false; }, "Look at commits alone");
  with->excludes(without);
}

void add_comparison_options(CLI::App& command, ComparisonOptions& options) {
  command
      .add_option_function<std::string>(
          "--base", [&](const std::string& revision) { options.request.base = revision; },
          "Compare with the merge base of REV and head; `last-green`: with the last green pipeline")
      ->type_name("REV");
  command.add_flag("--exact-base", options.request.exact_base, "Compare with --base itself")->needs("--base");
  add_view_options(command, options);
  command.add_flag("--no-fetch", options.no_fetch, "Never fetch commits that this clone lacks");
  command.add_flag("--strict", options.strict, "Fail where evidence is missing");
}

}  // namespace monoci
