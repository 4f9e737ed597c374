#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

#include "base/quoted.hpp"

namespace monoci {

void add_format_option(CLI::App& command, std::string& format, const std::vector<std::string>& names) {
  command.add_option("--format", format, "How to print it: " + CLI::detail::join(names, "|"))
      ->check(CLI::IsMember(names).description(""))
      ->type_name("FORMAT")
      ->capture_default_str();
}

CLI::Option* add_count_option(CLI::App& command, const std::string& name, std::size_t& value, std::size_t least,
                              std::size_t most, const std::string& about) {
  const auto fault = [least, most](const std::string& text) {
    std::size_t count = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, count);
    if (read.ec == std::errc() && read.ptr == end && count >= least && count <= most) return std::string();
    return fmt::format("`{}` is no whole number from {} to {}", quoted_if_odd(text), least, most);
  };
  return command.add_option(name, value, about)->type_name("N")->check(CLI::Validator(fault, ""));
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
