#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/quoted.hpp"
#include "check/import_finder.hpp"
#include "cli/commands/commands.hpp"
#include "cli/named_files.hpp"
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
  std::vector<std::string> files;  // instead of a comparison
  std::string format = "text";
};

ExitCode print(Context& context, const AffectedArgs& args, const AffectedReport& answer) {
  if (args.kind) {
    if (const auto unknown = unknown_kind(answer.workspace, *args.kind)) return fail(context, *unknown);
  }
  const bool is_part = args.kind || args.direct;
  const auto affected = is_part ? selected(answer.affected, answer.workspace, args.kind, args.direct) : Affected{};
  const AffectedReport report{answer.bases,
                              answer.head,
                              answer.uncommitted,
                              answer.why,
                              answer.workspace,
                              is_part ? affected : answer.affected,
                              is_part ? answer.affected.projects.size() : 0};
  const TextStyle style{context.console.colours_results(), args.nul ? '\0' : '\n'};
  context.console.result(find_renderer(affected_renderers(), args.format)->render(report, style));
  return kDone;
}

// What the named files reach, if each of them changed: head is compared with itself.
ExitCode run_for_files(Context& context, const AffectedArgs& args) {
  const auto viewed = view_for(context, args.comparison);
  if (!viewed) return viewed.error();
  const auto& head = viewed->view;
  tell_unread(*viewed->session, head);
  const auto place = place_in(viewed->session->repository, context.options.directory);
  if (!place) return fail(context, place.error());
  auto changes = named_changes(args.files, *place, head.tree.files());
  if (!changes) return fail(context, changes.error());
  const Side side{*head.workspace, head.tree.files()};
  const auto answer = affected_projects(side, side, {std::move(*changes)});
  return print(context, args, {{}, "", false, "nothing was compared, files were named", *head.workspace, answer});
}

// The answer rests on what manifests declare. Where changed code shows that they do not say all, it may be too small.
void tell_undeclared(Context& context, const Comparison& comparison) {
  if (!comparison.changed) return;
  const auto& workspace = *comparison.head.workspace;
  const auto imports = undeclared_imports(workspace, comparison.head.tree.files(), *comparison.changed);
  if (imports.empty()) return;
  context.console.say(
      fmt::format("changed files import {} that their own does not declare, and a change there does not reach "
                  "them: `monoci check` finds all",
                  imports.size() == 1 ? "a project" : fmt::format("{} projects", imports.size())));
  for (const auto& each : imports)
    context.console.decision(fmt::format("{}:{} imports `{}` of {}", quoted_if_odd(each.first.file), each.first.line,
                                         quoted_if_odd(each.name), quoted_if_odd(each.imported->id.str())));
}

ExitCode run_affected(Context& context, const AffectedArgs& args) {
  if (!args.files.empty()) return run_for_files(context, args);
  const auto compared = compare_for(context, args.comparison);
  if (!compared) return compared.error();
  const auto& comparison = compared->comparison;
  tell_unread(*compared->session, comparison.head, projects_before(comparison));
  tell_undeclared(context, comparison);
  return print(context, args, report_of(comparison, comparison.affected));
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
  auto* files =
      command->add_option("--files", args->files, "Say what these files reach; compare nothing")->type_name("PATH");
  for (const auto* option : {"--base", "--exact-base", "--strict"}) files->excludes(command->get_option(option));
  add_format_option(*command, args->format, affected_renderers());
  command->add_flag("-0", args->nul, "End names and paths with NUL, not newline");
  command->footer(
      "Examples:\n"
      "  monoci affected --base main\n"
      "  monoci affected --kind service --format names\n"
      "  monoci affected --files libs/core/src/core/io.py docs\n"
      "  monoci affected --format paths -0 | xargs -0 -n1 make -C");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_affected(context, *args); }; });
}

}  // namespace monoci
