#include "cli/commands/why.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "affected/united_graph.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "render/why_text.hpp"

namespace monoci {

namespace {

struct WhyArgs {
  ComparisonOptions comparison;
  std::string project;
};

// Shortest chains to every project that has a reason of its own, nearest first.
std::vector<ChainTo> chains_to_changes(const Comparison& comparison, const ProjectId& project) {
  std::set<ProjectId> sources;
  for (const auto* projects : {&comparison.affected.projects, &comparison.affected.deleted}) {
    for (const auto& [id, affected] : *projects) {
      if (!affected.reasons.empty()) sources.insert(id);
    }
  }
  std::map<ProjectId, Chain> chains;
  for (const auto& base : comparison.bases) {
    for (auto& [source, chain] : UnitedGraph(*base.workspace, *comparison.head.workspace).reaching(project, sources)) {
      chains.try_emplace(source, std::move(chain));
    }
  }
  std::vector<ChainTo> result;
  for (auto& [source, chain] : chains) result.push_back({source, std::move(chain)});
  std::ranges::stable_sort(result, {}, [](const ChainTo& each) { return each.chain.size(); });
  return result;
}

ExitCode run_why(Context& context, const WhyArgs& args) {
  const auto compared = compare_for(context, args.comparison);
  if (!compared) return compared.error();
  const auto& comparison = compared->comparison;
  const auto path = RepoPath::parse(args.project);
  const bool is_deleted = path && comparison.affected.deleted.contains({*path});
  const auto project = is_deleted ? ProjectId{*path} : project_for(context, *comparison.head.workspace, args.project);
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
