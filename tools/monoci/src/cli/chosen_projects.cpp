#include "cli/chosen_projects.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <set>

#include "gitlab/environment.hpp"
#include "gitlab/gitlab_variables.hpp"
#include "workspace/declared_edges.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostUnknown = 20;  // names of no project that are told one by one

std::vector<std::string> names_in(std::string_view list) {
  constexpr std::string_view between = " \t\r\n,";
  std::vector<std::string> names;
  for (auto begin = list.find_first_not_of(between); begin != std::string_view::npos;
       begin = list.find_first_not_of(between)) {
    list.remove_prefix(begin);
    const auto end = std::min(list.find_first_of(between), list.size());
    names.emplace_back(list.substr(0, end));
    list.remove_prefix(end);
  }
  return names;
}

// Nothing hangs on a base then.
ComparisonOptions without_base(ComparisonOptions options, const ChosenProjects& chosen) {
  options.request.base.reset();
  options.request.exact_base = false;
  options.request.everything = chosen.why();
  return options;
}

void keep_chosen(const ChosenProjects& chosen, const Session& session, Comparison& comparison, Diagnostics& problems) {
  comparison.occasion.chosen = true;
  if (chosen.all) return;
  comparison.complete = false;
  Affected kept;
  kept.unowned = std::move(comparison.affected.unowned);
  kept.idle_files = std::move(comparison.affected.idle_files);
  kept.widened = std::move(comparison.affected.widened);
  const ProjectNames names(*comparison.head.workspace);
  std::size_t unknown = 0;
  for (const auto& words : std::set<std::string>(chosen.named.begin(), chosen.named.end())) {
    const bool guess = unknown < kMostUnknown;
    const bool is_path = words.starts_with('.') || words.starts_with('/');
    // The words of a variable are written where no directory is the current one.
    const bool from_here = chosen.with == "--only" && guess && (is_path || !names.find(words, false));
    const auto project =
        names.find(from_here ? project_words(session, *comparison.head.workspace, words) : words, guess);
    if (project)
      kept.projects.try_emplace(*project);
    else if (unknown++ < kMostUnknown)
      problems.error(project.error().what, {}, project.error().hint);
  }
  if (unknown > kMostUnknown)
    problems.error(fmt::format("{} more names of {} are no projects", unknown - kMostUnknown, chosen.with), {},
                   "`monoci list` names the projects");
  for (auto& [id, project] : kept.projects) add_reason(kept, project, Requested{chosen.why()});
  comparison.affected = canonical(std::move(kept));
}

}  // namespace

void add_choice_options(CLI::App& command, ChosenProjects& chosen) {
  auto* all = command.add_flag("--all", chosen.all, "Every project, whatever changed");
  command.add_option("--only", chosen.named, "These projects alone, by directory or name, whatever changed")
      ->type_name("PROJECT")
      ->excludes(all);
}

ChosenProjects chosen_projects(ChosenProjects on_command_line, const Environment& environment) {
  if (on_command_line.any()) {
    on_command_line.with = on_command_line.all ? "--all" : "--only";
    return on_command_line;
  }
  auto names = names_in(value_of(environment, "MONOCI_RUN"));
  const bool all = names == std::vector<std::string>{"all"};
  if (all) names.clear();
  return {all, std::move(names), "MONOCI_RUN"};
}

std::expected<Compared, ExitCode> compare_or_choose(Context& context, const ComparisonOptions& options,
                                                    const ChosenProjects& on_command_line) {
  Diagnostics problems;
  refuse_outside_variables(context.environment, problems);
  context.console.tell(problems);
  if (problems.has_errors()) return std::unexpected(kFailed);
  const auto chosen = chosen_projects(on_command_line, context.environment);
  auto compared = compare_for(context, chosen.any() ? without_base(options, chosen) : options);
  if (!compared || !chosen.any()) return compared;
  keep_chosen(chosen, *compared->session, compared->comparison, problems);
  context.console.tell(problems);
  if (problems.has_errors()) return std::unexpected(kFailed);
  return compared;
}

}  // namespace monoci
