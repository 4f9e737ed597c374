#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "render/renderers.hpp"

namespace monoci {

namespace {

struct GraphArgs {
  ComparisonOptions comparison;
  bool affected = false;
  std::optional<std::string> focus;
  std::string format = "dot";
};

using Kept = std::optional<std::set<ProjectId>>;

std::set<ProjectId> ids_of(const Affected& affected) {
  std::set<ProjectId> ids;
  for (const auto& [id, project] : affected.projects) ids.insert(id);
  return ids;
}

// What both selections leave.
Kept intersection(const Kept& one, const Kept& other) {
  if (!one || !other) return one ? one : other;
  std::set<ProjectId> both;
  std::ranges::set_intersection(*one, *other, std::inserter(both, both.end()));
  return both;
}

ExitCode draw(const Session& session, const GraphArgs& args, const Workspace& workspace, const Kept& affected) {
  Kept around;
  if (args.focus) {
    const auto focus = project_for(session, workspace, *args.focus);
    if (!focus) return focus.error();
    around = surroundings(workspace, *focus);
  }
  const auto view = graph_view(workspace, intersection(affected, around), affected.value_or(std::set<ProjectId>{}));
  if (!view.has_all_links)
    return fail(session.context,
                Diagnostic{.what = "linked directories hold so many links to each other that no graph shows them",
                           .where = {},
                           .hint = "ask for one project with `--focus`, or what affects it: `monoci inputs`"});
  session.context.console.result(find_renderer(graph_renderers(), args.format)->render(view));
  return kDone;
}

ExitCode run_graph(Context& context, const GraphArgs& args) {
  if (!args.affected) {
    const auto viewed = view_for(context, args.comparison);
    return viewed ? draw(*viewed->session, args, *viewed->view.workspace, {}) : viewed.error();
  }
  const auto compared = compare_for(context, args.comparison);
  if (!compared) return compared.error();
  const auto& comparison = compared->comparison;
  return draw(*compared->session, args, *comparison.head.workspace, ids_of(comparison.affected));
}

}  // namespace

void add_graph_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<GraphArgs>();
  auto* command = app.add_subcommand("graph", "Draw the projects and what they depend on");
  add_comparison_options(*command, args->comparison);
  add_format_option(*command, args->format, graph_renderers());
  command->add_flag("--affected", args->affected, "Only what the change reaches");
  command
      ->add_option_function<std::string>(
          "--focus", [args](const std::string& project) { args->focus = project; },
          "Only this project, what it depends on and what depends on it")
      ->type_name("PROJECT");
  command->footer(
      "Examples:\n"
      "  monoci graph --format mermaid --focus libs/platform-core\n"
      "  monoci graph | dot -Tsvg > graph.svg");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_graph(context, *args); }; });
}

}  // namespace monoci
