#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/quoted.hpp"
#include "cli/chosen_projects.hpp"
#include "cli/commands/commands.hpp"
#include "cli/distinct_files.hpp"
#include "cli/files_read.hpp"
#include "cli/options.hpp"
#include "cli/pipeline_files.hpp"
#include "cli/report.hpp"
#include "cli/write_file.hpp"
#include "plan/reason_line.hpp"
#include "render/plan_report.hpp"
#include "workspace/project_file.hpp"
#include "workspace/unread.hpp"

namespace monoci {

namespace {

struct GenerateArgs {
  ComparisonOptions comparison;
  std::filesystem::path output;
  std::optional<std::filesystem::path> markdown;
  std::size_t files = 0;
  ChosenProjects chosen;
};

// Affected projects that nothing will build: to leave them out silently would look as if they were fine.
void warn_of_missing_jobs(Console& console, const Comparison& comparison) {
  const auto& workspace = *comparison.head.workspace;
  std::map<std::string, std::size_t> kinds;
  for (const auto& [id, affected] : comparison.affected.projects) {
    if (workspace.find(id)->own_pipeline) continue;
    const auto& kind = workspace.find(id)->kind;
    const auto* config = workspace.config.kind(kind);
    if (config == nullptr || (config->jobs.empty() && !config->own_pipeline)) ++kinds[kind];
  }
  for (const auto& [kind, count] : kinds) {
    console.warn(fmt::format("{} affected project(s) of kind `{}` have no jobs: monoci.yaml names no template for it",
                             count, kind));
  }
}

// A pipeline for a tree with no project would be green for ever and build nothing. One that has just lost its projects
// is told as such, and its jobs `on: delete` run.
std::optional<Diagnostic> no_project(Session& session, const Comparison& comparison) {
  const auto& head = comparison.head;
  if (!head.workspace->projects.empty() || projects_before(comparison) > 0) return {};
  const auto unread = unread_manifests(head.tree.files(), *head.workspace, session.engine.cache());
  const auto config = RepoPath().child(kConfigFile);
  const auto place = !unread.empty() ? unread.front().file : head.tree.files().type(config) ? config : RepoPath();
  return Diagnostic{.what = unread.empty() ? "there is no project, so no pipeline could ever build anything"
                                           : "there is no project that can be read, only " + to_text(unread),
                    .where = Spot{place.str()},
                    .hint = unread.empty() ? hint_of_projects()
                                           : "name the directories in `projects.include` of monoci.yaml: one that is "
                                             "named there is a project whatever is in it"};
}

// Affected, and yet nothing is built: the pipeline is green all the same.
void warn_of_no_jobs(Console& console, const Comparison& comparison, const Plan& plan) {
  const auto& affected = comparison.affected.projects;
  const auto is_of_affected = [&](const Job& job) { return job.project && affected.contains(*job.project); };
  const auto has_some = [&](const Pipeline& pipeline) { return std::ranges::any_of(pipeline.jobs, is_of_affected); };
  if (affected.empty() || has_some(plan.child) || std::ranges::any_of(plan.parts, has_some)) return;
  console.warn(fmt::format("no affected project has a job in this pipeline: it builds and tests nothing{}",
                           plan.skipped.empty() ? ""
                                                : fmt::format(" ({} jobs are left out, the first for: {})",
                                                              plan.skipped.size(), plan.skipped.front().why)));
}

// What tells of the pipeline first: where only the pipeline is missing, nothing runs that nobody can explain.
Result<void> write(const GenerateArgs& args, const Comparison& comparison, const PipelineFiles& made) {
  const auto answer = report_of(comparison, comparison.affected);
  const PlanReport report{answer, made.plan, made.files};
  if (args.comparison.report)
    if (auto written = write_file(*args.comparison.report, render_plan_json(report)); !written) return written;
  if (args.markdown)
    if (auto written = write_file(*args.markdown, render_plan_markdown(report)); !written) return written;
  for (const auto& text : made.texts)
    if (auto written = write_file(text.path, text.content); !written) return written;
  return {};
}

void tell(Console& console, const GenerateArgs& args, const Comparison& comparison, const PipelineFiles& made) {
  std::size_t jobs = 0;
  for (const auto& file : made.files) jobs += file.jobs.size();
  for (const auto& cut : made.plan.cuts)
    console.warn(
        fmt::format("circular dependencies: `{}` does not wait for `{}` ({})", cut.job, cut.need, to_text(cut.edge)));
  if (!made.plan.parts.empty())
    console.say(fmt::format("split into {} pipelines: {}", made.plan.parts.size() + 1, made.plan.split_why));
  // Where nothing is built, a file of nobody may be why.
  if (const auto unowned = unowned_line(comparison.affected); !unowned.empty())
    comparison.affected.projects.empty() ? console.warn(unowned) : console.say(unowned);
  if (const auto idle = idle_files_line(comparison.affected); !idle.empty()) console.say(idle);
  console.say(fmt::format("{}: {} of {} projects affected, {} job{} ({})", args.output.string(),
                          comparison.affected.projects.size(), comparison.head.workspace->projects.size(), jobs,
                          jobs == 1 ? "" : "s", comparison.choice.why));
}

// Somebody has to make them, and no later pipeline may take this one for one that did.
void tell_withheld(Console& console, const Plan& plan) {
  const auto count = std::ranges::count_if(plan.skipped, &SkippedJob::withheld);
  if (count == 0) return;
  const auto first = std::ranges::find_if(plan.skipped, &SkippedJob::withheld);
  const auto line = fmt::format(
      "{} deployment{} not made by this pipeline, the first is `{}` of {}: {}; it does not count as complete", count,
      count == 1 ? " is" : "s are", quoted_if_odd(first->job), quoted_if_odd(first->project.str()), first->why);
  const auto event = plan.occasion.event;
  event == Event::default_branch || event == Event::tag ? console.warn(line) : console.say(line);
}

std::vector<FileInUse> outputs_besides(const GenerateArgs& args) {
  std::vector<FileInUse> outputs;
  if (args.comparison.report) outputs.push_back({"--report", *args.comparison.report});
  if (args.markdown) outputs.push_back({"--markdown", *args.markdown});
  return outputs;
}

// Before anything is read: whatever comes of it, these cannot be written.
std::optional<Diagnostic> named_twice(const Context& context, const GenerateArgs& args) {
  auto outputs = outputs_besides(args);
  outputs.push_back({"--output", args.output});
  std::vector<FileInUse> inputs;
  if (const auto& config = context.options.config) inputs.push_back({"--config", *config});
  return would_overwrite(outputs, inputs);
}

std::optional<Diagnostic> overwritten(const GenerateArgs& args, const Compared& compared, const PipelineFiles& made) {
  auto outputs = outputs_besides(args);
  for (const auto& text : made.texts) outputs.push_back({"a pipeline", text.path});
  return would_overwrite(outputs, files_read(*compared.session, *compared.comparison.head.workspace));
}

ExitCode run_generate(Context& context, const GenerateArgs& args) {
  if (const auto wrong = named_twice(context, args)) return misused(context, *wrong);
  const auto compared = compare_or_choose(context, args.comparison, args.chosen);
  if (!compared) return compared.error();
  const auto& comparison = compared->comparison;
  if (const auto none = no_project(*compared->session, comparison)) return fail(context, *none);
  if (comparison.head.workspace->projects.empty())
    tell_unread(*compared->session, comparison.head, projects_before(comparison));
  warn_of_missing_jobs(context.console, comparison);
  Diagnostics problems;
  const auto made = pipeline_files(*compared->session, comparison, {args.output, args.files}, problems);
  context.console.tell(problems);
  if (!made) return made.error();
  if (const auto wrong = overwritten(args, *compared, *made)) return misused(context, *wrong);
  if (auto written = write(args, comparison, *made); !written) return fail(context, written.error());
  warn_of_no_jobs(context.console, comparison, made->plan);
  tell_withheld(context.console, made->plan);
  tell(context.console, args, comparison, *made);
  return kDone;
}

}  // namespace

void add_generate_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<GenerateArgs>();
  auto* command = app.add_subcommand("generate", "Write the GitLab child pipeline for what a change reaches");
  command->add_option("--output,-o", args->output, "The child pipeline to write")->required()->type_name("FILE");
  command
      ->add_option_function<std::string>(
          "--report", [args](const std::string& file) { args->comparison.report = file; },
          "Also write what runs and why, as JSON")
      ->type_name("FILE");
  command
      ->add_option_function<std::string>(
          "--markdown", [args](const std::string& file) { args->markdown = file; },
          "The same for people, for a merge request")
      ->type_name("FILE");
  add_count_option(*command, "--files", args->files, 1, 3, "Always write N files, FILE-1 to FILE-N, for one trigger");
  add_choice_options(*command, args->chosen);
  add_comparison_options(*command, args->comparison);
  command->footer(
      "Examples:\n"
      "  monoci generate --output monoci-child.yml --report monoci-report.json\n"
      "  monoci generate --output child.yml --only libs/io services/api");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_generate(context, *args); }; });
}

}  // namespace monoci
