#include "cli/commands/affected.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/options.hpp"

namespace monoci {

namespace {

struct AffectedArgs {
  ComparisonOptions comparison;
  std::string format = "text";
};

ExitCode run_affected(Context& context, const AffectedArgs& args) {
  auto session = Session::open(context, !args.comparison.no_fetch);
  if (!session) {
    Diagnostics d;
    d.add(session.error());
    context.console.tell(d);
    return kFailed;
  }
  const auto comparison = compare(**session, args.comparison);
  if (!comparison) {
    context.console.tell(comparison.error());
    return kFailed;
  }
  std::string out;
  for (const auto& [id, p] : comparison->affected.projects) out += id.str() + "\n";
  context.console.result(out);
  return kDone;
}

}  // namespace

void add_affected_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<AffectedArgs>();
  auto* command = app.add_subcommand("affected", "Say which projects a change reaches, and why");
  add_comparison_options(*command, args->comparison);
  command->add_option("--format", args->format, "");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_affected(context, *args); }; });
}

}  // namespace monoci
