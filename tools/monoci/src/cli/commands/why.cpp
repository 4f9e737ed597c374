#include <CLI/CLI.hpp>
#include <memory>

#include "affected/united_graph.hpp"
#include "cli/commands/commands.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "render/why_text.hpp"

namespace monoci {

namespace {

struct WhyArgs {
  ComparisonOptions comparison;
  std::string project;
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
  std::ranges::stable_sort(result.nearest, {}, [](const ChainTo& each) { return each.chain.size(); });
  return result;
}

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
  const TextStyle style{context.console.colours_results(), '\n'};
  const auto chains = chains_to_changes(comparison, *project);
  context.console.result(render_why_text(report_of(comparison, comparison.affected), *project, chains, style));
  return kDone;
}

}  // namespace

void add_why_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<WhyArgs>();
  auto* command = app.add_subcommand("why", "Show the chains from changed files to a project");
  command->add_option("PROJECT", args->project, "Its directory or its name")->required();
  add_comparison_options(*command, args->comparison);
  command->footer("Example:\n  monoci why services/data-api --base main");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_why(context, *args); }; });
}

}  // namespace monoci
