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

// With --all nothing hangs on a base, so none is looked for.
ComparisonOptions compared_with_itself(const Context& context, ComparisonOptions options) {
  const auto commit = context.environment.find("CI_COMMIT_SHA");
  const auto head =
      commit != context.environment.end() && context.environment.contains("GITLAB_CI") ? commit->second : "HEAD";
  options.request.base = options.request.head.value_or(head);
  options.request.exact_base = true;
  return options;
}

// Every project, whatever changed.
void run_everything(Comparison& comparison) {
  const Side side{comparison.head, comparison.tree.files()};
  comparison.choice.why = "asked for with --all";
  comparison.affected = affected_projects(side, side, {{}, comparison.choice.why});
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

// Affected projects that nothing will build: to leave them out silently would look as if they were fine.
void warn_of_missing_jobs(Console& console, const Comparison& comparison) {
  std::map<std::string, std::size_t> kinds;
  for (const auto& [id, affected] : comparison.affected.projects) {
    const auto& kind = comparison.head.find(id)->kind;
    const auto* config = comparison.head.config.kind(kind);
    if (config == nullptr || config->jobs.empty()) ++kinds[kind];
  }
  for (const auto& [kind, count] : kinds) {
    console.warn(fmt::format("{} affected project(s) of kind `{}` have no jobs: monoci.yaml names no template for it",
                             count, kind));
  }
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
  if (args.report && *args.report == args.output) {
    Diagnostics problems;
    problems.error("--report and --output name the same file", {}, "one would overwrite the other");
    context.console.tell(problems);
    return kWrongUsage;
  }
  auto compared = compare_for(context, args.all ? compared_with_itself(context, args.comparison) : args.comparison);
  if (!compared) return compared.error();
  auto& comparison = compared->comparison;
  if (args.all) run_everything(comparison);
  warn_of_missing_jobs(context.console, comparison);
  Diagnostics problems;
  const auto plan = plan_for(*compared->session, comparison, problems);
  context.console.tell(problems);
  if (!plan || problems.has_errors()) return kFailed;
  if (auto written = write(args, comparison, *plan); !written) return fail(context, written.error());
  context.console.say(fmt::format("{}: {} of {} projects affected, {} job{} ({})", args.output.string(),
                                  comparison.affected.projects.size(), comparison.head.projects.size(),
                                  plan->jobs.size(), plan->jobs.size() == 1 ? "" : "s", comparison.choice.why));
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
