#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "render/renderers.hpp"

namespace monoci {

namespace {

struct InputsArgs {
  ComparisonOptions view;
  std::string project, format = "text";
};

ExitCode run_inputs(Context& context, const InputsArgs& args) {
  const auto viewed = view_for(context, args.view);
  if (!viewed) return viewed.error();
  const auto& workspace = *viewed->view.workspace;
  const auto id = project_for(*viewed->session, workspace, args.project);
  if (!id) return id.error();
  const auto& project = *workspace.find(*id);
  InputsReport report{project, inputs_of(workspace, project), {}};
  for (const auto& edge : workspace.edges)
    if (edge.from.project == *id && edge.joins_projects()) report.dependencies.push_back(edge);
  const TextStyle style{context.console.colours_results(), '\n'};
  context.console.result(find_renderer(inputs_renderers(), args.format)->render(report, style));
  return kDone;
}

}  // namespace

void add_inputs_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<InputsArgs>();
  auto* command = app.add_subcommand("inputs", "Show what could affect a project, and which line says so");
  command->add_option("PROJECT", args->project, "Its directory or its name")->required();
  add_view_options(*command, args->view);
  add_format_option(*command, args->format, inputs_renderers());
  command->footer("Example:\n  monoci inputs services/data-api");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_inputs(context, *args); }; });
}

}  // namespace monoci
