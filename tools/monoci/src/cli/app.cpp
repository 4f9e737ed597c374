#include "cli/app.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstring>
#include <filesystem>

#include "base/quoted.hpp"
#include "cli/commands.hpp"
#include "cli/mistyped.hpp"

namespace monoci {

namespace {

constexpr auto kExamples = R"(Examples:
  monoci affected                          what your branch and your uncommitted work reach
  monoci affected --base main --format paths
  monoci why services/data-api             the chain from a changed file to a project
  monoci graph --affected --format mermaid
  monoci generate --output child.yml --report report.json)";

void declare(CLI::App& app, GlobalOptions& options, Action& chosen) {
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(kExamples);
  app.set_version_flag("--version", "monoci " MONOCI_VERSION);
  // As git does: a second one is seen from the first.
  app.add_option_function<std::vector<std::string>>(
         "-C",
         [&](const std::vector<std::string>& all) {
           for (const auto& each : all) options.directory /= each;
         },
         "Run as if started in DIR")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option_function<std::string>(
         "--config", [&](const std::string& file) { options.config = file; },
         "Read this monoci.yaml instead of the repository's")
      ->type_name("FILE");
  app.add_option("--color", options.color, "When to use colour: auto|always|never")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
      ->type_name("WHEN");
  auto* quiet = app.add_flag("-q,--quiet", options.quiet, "Say nothing but results and errors");
  app.add_flag("-v,--verbose", options.verbose, "Tell decisions and timings on stderr")->excludes(quiet);
  for (const auto& command : commands()) command.add(app, chosen);
}

bool wants_colour(const std::string& when, bool is_terminal, const Environment& environment) {
  if (when != "auto") return when == "always";
  const auto no_colour = environment.find("NO_COLOR");  // no-color.org: set and not empty
  return is_terminal && (no_colour == environment.end() || no_colour->second.empty());
}

ExitCode refuse(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& arguments,
                Console& console) {
  Diagnostics problems;
  if (const auto mistyped = find_mistyped(app, arguments))
    problems.add(*mistyped);
  else
    problems.error(error.what(), {}, "`monoci --help` shows what there is");
  console.tell(problems);
  return kWrongUsage;
}

// -C: the process is in that directory while it lives, so that no path of any option can mean anything else.
class StartedIn {
 public:
  explicit StartedIn(const std::filesystem::path& directory) {
    if (directory == ".") return;
    std::error_code none;
    before_ = std::filesystem::current_path(none);  // nothing where it was removed
    std::filesystem::current_path(directory, error_);
  }
  ~StartedIn() {
    std::error_code none;
    if (!before_.empty()) std::filesystem::current_path(before_, none);
  }
  StartedIn(const StartedIn&) = delete;
  StartedIn& operator=(const StartedIn&) = delete;

  std::error_code error() const { return error_; }

 private:
  std::filesystem::path before_;
  std::error_code error_;
};

ExitCode run_chosen(Context& context, const Action& chosen) {
  const StartedIn there(context.options.directory);
  if (!there.error()) {
    context.options.directory = ".";
    return chosen(context);
  }
  Diagnostics problems;
  problems.error(
      fmt::format("cannot change to `{}`: {}", quoted_if_odd(context.options.directory.lexically_normal().string()),
                  std::strerror(there.error().value())),
      {}, "-C names a directory");
  context.console.tell(problems);
  return kFailed;
}

// A result that got lost must not look like one.
ExitCode unless_lost(Console& console, ExitCode code) {
  if (!console.lost_output()) return code;
  Diagnostics problems;
  problems.error("the result could not be written to standard output", {}, "is the disk full, or the output closed?");
  console.tell(problems);
  return kFailed;
}

}  // namespace

int run_app(const std::vector<std::string>& arguments, const Environment& environment, const Terminal& terminal) {
  GlobalOptions options;
  Action chosen;
  Console console(terminal.out, terminal.err);
  CLI::App app("Which projects and jobs can a change reach, and why.", "monoci");
  declare(app, options, chosen);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes them last one first
  } catch (const CLI::Success& asked) {                                         // --help, --version
    app.exit(asked, terminal.out, terminal.err);
    return unless_lost(console, kDone);
  } catch (const CLI::ParseError& error) {
    return refuse(app, error, arguments, console);
  }
  const auto talk = options.quiet ? Talk::quiet : options.verbose ? Talk::verbose : Talk::normal;
  console.configure(talk, wants_colour(options.color, terminal.out_is_terminal, environment),
                    wants_colour(options.color, terminal.err_is_terminal, environment));
  Context context{environment, options, console, terminal.answers};
  return unless_lost(console, run_chosen(context, chosen));
}

}  // namespace monoci
