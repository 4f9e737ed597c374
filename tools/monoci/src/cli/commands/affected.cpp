#include "cli/commands/affected.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/options.hpp"
#include "cli/report.hpp"
#include "render/renderers.hpp"
#include "workspace/settings.hpp"

namespace monoci {

namespace {

struct AffectedArgs {
  ComparisonOptions comparison;
  std::optional<std::string> kind;
  bool direct = false, nul = false;
  std::string format = "text";
};

ExitCode run_affected(Context& context, const AffectedArgs& args) {
  const auto compared = compare_for(context, args.comparison);
  if (!compared) return compared.error();
  const auto& comparison = compared->comparison;
  if (args.kind) {
    if (const auto unknown = unknown_kind(*comparison.head.workspace, *args.kind)) return fail(context, *unknown);
  }
  const auto affected = selected(comparison.affected, *comparison.head.workspace, args.kind, args.direct);
  const TextStyle style{context.console.colours_results(), args.nul ? '\0' : '\n'};
  const auto* renderer = find_renderer(affected_renderers(), args.format);
  auto report = report_of(comparison, affected);
  if (args.kind || args.direct) report.all_affected = comparison.affected.projects.size();
  context.console.result(renderer->render(report, style));
  return kDone;
}

}  // namespace

void add_affected_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<AffectedArgs>();
  auto* command = app.add_subcommand("affected", "Say which projects a change reaches, and why");
  add_comparison_options(*command, args->comparison);
  command
      ->add_option_function<std::string>(
          "--kind", [args](const std::string& kind) { args->kind = kind; }, "Only projects of this kind")
      ->type_name("KIND");
  command->add_flag("--direct", args->direct, "Only projects with a reason of their own");
  add_format_option(*command, args->format, affected_renderers());
  command->add_flag("-0", args->nul, "End names and paths with NUL, not newline");
  command->footer(
      "Examples:\n"
      "  monoci affected --base main\n"
      "  monoci affected --kind service --format names\n"
      "  monoci affected --format paths -0 | xargs -0 -n1 make -C");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_affected(context, *args); }; });
}

}  // namespace monoci
