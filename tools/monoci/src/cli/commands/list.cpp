#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "render/renderers.hpp"

namespace monoci {

namespace {

struct ListArgs {
  ComparisonOptions view;
  bool nul = false;
  std::string format = "text";
};

ExitCode run_list(Context& context, const ListArgs& args) {
  const auto viewed = view_for(context, args.view);
  if (!viewed) return viewed.error();
  tell_unread(*viewed->session, viewed->view);
  const TextStyle style{context.console.colours_results(), args.nul ? '\0' : '\n'};
  context.console.result(find_renderer(list_renderers(), args.format)->render(*viewed->view.workspace, style));
  return kDone;
}

}  // namespace

void add_list_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<ListArgs>();
  auto* command = app.add_subcommand("list", "List the projects");
  add_view_options(*command, args->view);
  add_format_option(*command, args->format, list_renderers());
  command->add_flag("-0", args->nul, "End names and paths with NUL, not newline");
  command->footer("Example:\n  monoci list --format json");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_list(context, *args); }; });
}

}  // namespace monoci
