#include "cli/mistyped.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/nearest_name.hpp"

namespace monoci {

namespace {

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    for (const auto& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

// Whether the option takes the argument behind it as its value.
bool takes_value(const CLI::App& app, const std::string& name) {
  const auto* option = app.get_option_no_throw(name);
  return option != nullptr && option->get_items_expected_max() > 0;
}

Diagnostic unknown(const std::string& what, const std::string& name, const std::vector<std::string>& known) {
  const auto near = nearest_name(name, known);
  return {.what = fmt::format("there is no {} `{}`", what, name),
          .where = {},
          .hint = near ? fmt::format("did you mean `{}`?", *near) : "`monoci --help` shows what there is"};
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::optional<Diagnostic> find_mistyped(const CLI::App& app, const std::vector<std::string>& arguments) {
  const CLI::App* command = nullptr;
  auto options = option_names(app);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& argument = arguments[i];
    if (argument == "--") return std::nullopt;
    if (argument.size() > 1 && argument[0] == '-') {
      const auto name = argument.substr(0, argument.find('='));
      if (argument.starts_with("--") && !contains(options, name)) return unknown("option", name, options);
      const bool value_follows =
          name == argument && (takes_value(app, name) || (command != nullptr && takes_value(*command, name)));
      if (value_follows) ++i;
    } else if (command == nullptr) {
      const auto commands = app.get_subcommands([&](const CLI::App* each) { return each->get_name() == argument; });
      if (commands.empty()) return unknown("command", argument, command_names(app));
      command = commands.front();
      const auto own = option_names(*command);
      options.insert(options.end(), own.begin(), own.end());
    }
  }
  return std::nullopt;
}

}  // namespace monoci
