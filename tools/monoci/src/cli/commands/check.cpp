#include "cli/commands/check.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "check/check.hpp"
#include "cli/checked.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "cli/write_file.hpp"
#include "render/findings.hpp"
#include "render/renderers.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

struct CheckArgs {
  ComparisonOptions comparison;
  std::string format = "text";
  std::optional<std::filesystem::path> output;
};

std::vector<Finding> findings_of(Session& session, const Checked& checked) {
  const Links links(checked.tree.files());
  const auto& config = session.context.options.config;
  return check_tree(
      {.files = checked.tree.files(),
       .links = links,
       .workspace = checked.workspace,
       .reading = checked.reading,
       .config_file = config ? config->string() : std::string(kConfigFile),
       .read_template = [&](const SpottedText& path) { return session.template_text(checked.tree.files(), path.text); },
       .cache = session.cache,
       .changed = checked.changed ? &*checked.changed : nullptr});
}

// A file for programs leaves the findings to be read by people.
Result<void> write(Console& console, const CheckArgs& args, const std::vector<Finding>& findings) {
  const TextStyle style{console.colours_results()};
  const auto* renderer = find_renderer(findings_renderers(), args.format);
  if (!args.output) {
    console.result(renderer->render(findings, style));
    return {};
  }
  console.result(render_findings_text(findings, style));
  return write_file(*args.output, renderer->render(findings, {}));
}

ExitCode run_check(Context& context, const CheckArgs& args) {
  const auto session = Session::open(context, !args.comparison.no_fetch);
  if (!session) return fail(context, session.error());
  const auto checked = read_checked(**session, args.comparison);
  if (!checked) return fail(context, checked.error());
  if (!checked->changed) {
    const auto what = "what changed is not checked: " + checked->not_compared;
    if (args.comparison.strict) return fail(context, Diagnostic{.what = what, .where = {}, .hint = {}});
    context.console.say(what);
  }
  const auto findings = findings_of(**session, *checked);
  if (const auto written = write(context.console, args, findings); !written) return fail(context, written.error());
  return findings.empty() ? kDone : kFoundProblems;
}

}  // namespace

void add_check_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<CheckArgs>();
  auto* command = app.add_subcommand("check", "Check configuration, templates, links and names of the repository");
  add_format_option(*command, args->format, findings_renderers());
  command
      ->add_option_function<std::string>(
          "-o,--output", [args](const std::string& file) { args->output = file; },
          "Write it to FILE, and the findings as text to standard output")
      ->type_name("FILE");
  add_comparison_options(*command, args->comparison);
  command->footer(
      "Ends with 3 where anything is found.\n"
      "Examples:\n  monoci check\n  monoci check --format codequality --output gl-code-quality-report.json");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_check(context, *args); }; });
}

}  // namespace monoci
