#include "cli/commands/generate.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/options.hpp"
#include "cli/report.hpp"
#include "cli/write_file.hpp"
#include "plan/make_plan.hpp"
#include "render/json.hpp"
#include "render/renderers.hpp"

namespace monoci {

namespace {

struct GenerateArgs {
  ComparisonOptions comparison;
  std::filesystem::path output;
  std::optional<std::filesystem::path> report;
  bool all = false;
};

// Every project, whatever changed.
void run_everything(Comparison& comparison) {
  const Side side{comparison.head, comparison.tree.files()};
  comparison.affected = affected_projects(side, side, {{}, "asked for with --all"});
}

std::optional<Plan> plan_for(const Session& session, const Comparison& comparison, Diagnostics& problems) {
  const auto read = [&](const SpottedText& path) { return session.template_text(comparison.tree.files(), path.text); };
  const auto templates = read_templates(comparison.head.config, read, problems);
  if (!templates) return std::nullopt;
  const auto& choice = comparison.choice;
  return make_plan({.workspace = comparison.head,
                    .affected = comparison.affected,
                    .templates = *templates,
                    .base = choice.bases.empty() ? std::string() : choice.bases.front().hex(),
                    .head = choice.head.hex()},
                   problems);
}

// The report first: where only the pipeline is missing, nothing runs that nobody can explain.
Result<void> write(const GenerateArgs& args, const Comparison& comparison, const Plan& plan) {
  if (args.report) {
    const auto report = render_report_json(report_of(comparison, comparison.affected), plan, args.output.string());
    if (auto written = write_file(*args.report, report); !written) return written;
  }
  return write_file(args.output, find_renderer(plan_renderers(), "gitlab")->render(plan));
}

ExitCode run_generate(Context& context, const GenerateArgs& args) {
  auto compared = compare_for(context, args.comparison);
  if (!compared) return compared.error();
  auto& comparison = compared->comparison;
  if (args.all) run_everything(comparison);
  Diagnostics problems;
  const auto plan = plan_for(*compared->session, comparison, problems);
  context.console.tell(problems);
  if (!plan || problems.has_errors()) return kFailed;
  if (auto written = write(args, comparison, *plan); !written) return fail(context, written.error());
  context.console.say(fmt::format("{}: {} of {} projects affected, {} jobs ({})", args.output.string(),
                                  comparison.affected.projects.size(), comparison.head.projects.size(),
                                  plan->jobs.size(), comparison.choice.why));
  return kDone;
}

}  // namespace

void add_generate_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<GenerateArgs>();
  auto* command = app.add_subcommand("generate", "Write the GitLab child pipeline for what a change reaches");
  command->add_option("--output,-o", args->output, "The child pipeline to write")->required()->type_name("FILE");
  command
      ->add_option_function<std::string>(
          "--report", [args](const std::string& file) { args->report = file; }, "Also write what runs and why, as JSON")
      ->type_name("FILE");
  command->add_flag("--all", args->all, "Every project, whatever changed");
  add_comparison_options(*command, args->comparison);
  command->footer(
      "Examples:\n"
      "  monoci generate --output monoci-child.yml --report monoci-report.json\n"
      "  monoci generate --output child.yml --all");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_generate(context, *args); }; });
}

}  // namespace monoci
