#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "affected/united_graph.hpp"
#include "base/quoted.hpp"
#include "cli/commands/commands.hpp"
#include "cli/job_templates.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "config/fields.hpp"
#include "gitlab/gitlab_dialect.hpp"
#include "plan/job_changes.hpp"
#include "render/equal_inputs.hpp"
#include "render/why_text.hpp"

namespace monoci {

namespace {

struct WhyArgs {
  ComparisonOptions comparison;
  std::string project;
  std::optional<std::string> job;
  bool with_equal = false;
};

constexpr std::size_t kMostChains = 100;

// Shortest chains to projects that have a reason of their own. Of several bases the first that knows a way tells it.
Chains chains_to_changes(const Comparison& comparison, const ProjectId& project) {
  std::set<ProjectId> sources;
  for (const auto* projects :
       {&comparison.affected.projects, &comparison.affected.deleted, &comparison.affected.left}) {
    for (const auto& [id, affected] : *projects) {
      if (is_handed_on(affected)) sources.insert(id);
    }
  }
  Chains result;
  std::set<ProjectId> told;
  for (const auto& base : comparison.bases) {
    auto found = UnitedGraph(*base.workspace, *comparison.head.workspace).nearest(project, sources, kMostChains);
    for (auto& chain : found.chains)
      if (told.insert(chain.end).second) result.nearest.push_back(std::move(chain));
    result.more = std::max(result.more, found.all - std::min(found.all, result.nearest.size()));
  }
  // What is handed on to it alone, because it declares the dependency.
  const auto affected = comparison.affected.projects.find(project);
  if (result.nearest.empty() && affected != comparison.affected.projects.end() && affected->second.towards) {
    ChainTo& known = result.nearest.emplace_back();
    for (const auto* edge : chain_of(comparison.affected, affected->second)) known.chain.push_back(*edge);
    known.end = known.chain.back().to.project;
  }
  std::ranges::stable_sort(result.nearest, {}, [](const ChainTo& each) { return each.chain.size(); });
  return result;
}

// The jobs of a project: those of its kind, with what it changes in them.
std::expected<JobTemplate, Diagnostic> jobs_of(const Project& project, const Templates& templates,
                                               Diagnostics& problems) {
  const auto* jobs = project.own_pipeline ? nullptr : templates.find(project.kind);
  if (jobs != nullptr)
    return project.job_changes.empty() ? *jobs : changed_jobs(*jobs, project.job_changes, kGitlabDialect, problems);
  const auto name = quoted_if_odd(project.id.str());
  if (project.own_pipeline)
    return std::unexpected(Diagnostic{.what = fmt::format("{} has a pipeline of its own", name),
                                      .where = {},
                                      .hint = "that pipeline decides which of its jobs run"});
  return std::unexpected(Diagnostic{
      .what = fmt::format("{} has no jobs: no template is named for kind `{}`", name, quoted_if_odd(project.kind)),
      .where = {},
      .hint = "`kinds` of monoci.yaml name templates"});
}

class Why {
 public:
  Why(Context& context, const WhyArgs& args, const Compared& compared, const ProjectId& id)
      : context_(context), args_(args), session_(*compared.session), comparison_(compared.comparison), id_(id) {
    const auto& projects = comparison_.affected.projects;
    if (const auto found = projects.find(id); found != projects.end()) affected_ = found->second;
  }

  ExitCode tell() {
    WhyQuestion question{.project = id_, .workspace = comparison_.head.workspace.get()};
    if (args_.job)
      if (const auto code = look_at_job(question); code != kDone) return code;
    const auto chains = chains_to_changes(comparison_, id_);
    auto text = render_why_text(report_of(comparison_, comparison_.affected), question, chains, style_);
    if (const auto* project = comparison_.head.workspace->find(id_); project != nullptr && args_.with_equal)
      text += render_equal_inputs(
          {*comparison_.head.workspace, comparison_.head.tree.files(), comparison_.affected, *project,
           args_.job ? question.of_job.part : affected_, comparison_.changed, args_.job ? &job_ : nullptr},
          style_);
    context_.console.result(text);
    return kDone;
  }

 private:
  ExitCode look_at_job(WhyQuestion& question) {
    const auto* project = comparison_.head.workspace->find(id_);
    if (project == nullptr) return kDone;  // it is gone, and that is told
    Diagnostics problems;
    const auto templates = job_templates(session_, comparison_.head, problems);
    const auto jobs = templates ? jobs_of(*project, *templates, problems) : JobTemplate();
    context_.console.tell(problems);
    if (problems.has_errors()) return kFailed;
    if (!jobs) return fail(context_, jobs.error());
    const auto* job = jobs->find(*args_.job);
    if (job == nullptr) return fail(context_, no_such_job(*jobs));
    job_ = *job;
    const auto definitions = job_definitions(session_, comparison_);
    const RedefinedJobs redefined(*comparison_.head.workspace, comparison_.affected, *templates, kGitlabDialect,
                                  definitions.now, definitions.before);
    JobInputsOf inputs(comparison_.affected, comparison_.head.workspace->config, redefined, comparison_.changed);
    question.job = args_.job;
    if (comparison_.affected.projects.contains(id_)) question.of_job = inputs.differing(*job, *project, affected_);
    question.with_chains =
        affected_.through_jobs ? question.of_job.part.towards.has_value() : job->inputs == JobInputs::all;
    return kDone;
  }

  Diagnostic no_such_job(const JobTemplate& jobs) const {
    std::vector<std::string> names;
    for (const auto& job : jobs.jobs) names.push_back(job.name);
    return {.what = fmt::format("{} has no job `{}`", quoted_if_odd(id_.str()), quoted_if_odd(*args_.job)),
            .where = {},
            .hint = hint_for(*args_.job, "its jobs are", names)};
  }

  Context& context_;
  const WhyArgs& args_;
  const Session& session_;
  const Comparison& comparison_;
  const ProjectId& id_;
  const TextStyle style_{context_.console.colours_results(), '\n'};
  AffectedProject affected_;  // without reasons where it is not
  TemplateJob job_;
};

ExitCode run_why(Context& context, const WhyArgs& args) {
  const auto compared = compare_for(context, args.comparison);
  if (!compared) return compared.error();
  const auto& comparison = compared->comparison;
  const auto words = project_words(*compared->session, *comparison.head.workspace, args.project);
  const auto path = RepoPath::parse(words);
  const bool is_lost =
      path && (comparison.affected.deleted.contains({*path}) || comparison.affected.left.contains({*path}));
  const auto project = is_lost ? ProjectId{*path} : project_for(*compared->session, *comparison.head.workspace, words);
  if (!project) return project.error();
  return Why(context, args, *compared, *project).tell();
}

}  // namespace

void add_why_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<WhyArgs>();
  auto* command = app.add_subcommand("why", "Show the chains from changed files to a project, or to one of its jobs");
  command->add_option("PROJECT", args->project, "Its directory or its name")->required();
  command
      ->add_option_function<std::string>(
          "--job", [args](const std::string& job) { args->job = job; }, "What concerns this job of it")
      ->type_name("JOB");
  command->add_flag("--not", args->with_equal, "Also show what was looked at and found equal");
  add_comparison_options(*command, args->comparison);
  command->footer(
      "Examples:\n"
      "  monoci why services/data-api --base main\n"
      "  monoci why services/data-api --job lint --not");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_why(context, *args); }; });
}

}  // namespace monoci
