#include "check/check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/quoted.hpp"
#include "cli/ci_dialects.hpp"
#include "cli/commands/commands.hpp"
#include "cli/comparison.hpp"
#include "cli/distinct_files.hpp"
#include "cli/files_read.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "cli/write_file.hpp"
#include "render/columns.hpp"
#include "render/findings.hpp"
#include "render/renderers.hpp"
#include "render/standing.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

struct CheckArgs {
  ComparisonOptions comparison;
  std::string format = "text";
  std::optional<std::filesystem::path> output;
};

// Head as far as it can be read, its faults kept for the findings.
struct Checked {
  Reading head;
  std::optional<std::set<RepoPath>> changed = {};  // against any base
  Affected affected = {};                          // where `changed` is known
  std::string not_compared = {};                   // why `changed` is not known
};

// A repository without a commit has a work tree all the same.
bool has_no_commit(const Session& session, const BaseRequest& request) {
  return !request.head && session.repository.is_unborn();
}

Result<void> compare(Session& session, const ComparisonOptions& options, Checked& checked) {
  if (has_no_commit(session, options.request)) {
    checked.not_compared = "there is no commit yet";
    return {};
  }
  const auto choice = choose_base_for(session, options, checked.head.workspace->config);
  if (!choice) return std::unexpected(choice.error());
  if (choice->bases.empty()) {
    checked.not_compared = choice->missing.value_or(choice->why);
    return {};
  }
  const auto trees = base_trees(session, *choice);
  if (!trees) return std::unexpected(trees.error());
  auto answer = session.engine.answer(*trees, checked.head);
  checked.changed = std::move(answer.changed);
  if (checked.changed)
    checked.affected = std::move(answer.affected);
  else
    checked.not_compared = fmt::format("{}", fmt::join(answer.affected.widened, "; "));
  return {};
}

// An error is a request that cannot be met, never a fault of what is in the tree.
Result<Checked> read_checked(Session& session, const ComparisonOptions& options) {
  const auto tree =
      has_no_commit(session, options.request) ? session.unborn_tree() : chosen_tree(session, options.request);
  if (!tree) return std::unexpected(tree.error());
  Checked checked{session.engine.read(*tree)};
  refuse_unknown_branch(session, checked.head);
  if (const auto done = compare(session, options, checked); !done) return std::unexpected(done.error());
  return checked;
}

std::vector<Finding> findings_of(Session& session, const Checked& checked) {
  const auto& files = checked.head.tree.files();
  const Links links(files);
  const auto& config = session.context.options.config;
  return check_tree(
      {.files = files,
       .links = links,
       .workspace = *checked.head.workspace,
       .reading = checked.head.problems,
       .config_file = config ? config->string() : std::string(kConfigFile),
       .read_template = [&](const SpottedText& path) { return session.engine.template_text(files, path.text); },
       .dialect = ci_of(session.context.environment).dialect,
       .cache = session.engine.cache(),
       .changed = checked.changed ? &*checked.changed : nullptr,
       .affected = checked.changed ? &checked.affected : nullptr});
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

std::optional<Diagnostic> overwritten(const CheckArgs& args, const Session& session, const Checked& checked) {
  if (!args.output) return {};
  const std::vector<FileInUse> outputs{{"--output", *args.output}, {"standard output", "/dev/stdout"}};
  return would_overwrite(outputs, files_read(session, *checked.head.workspace));
}

// They may be meant so; whoever looks after the repository should know of them.
void tell_of_lone_projects(Console& console, const Workspace& workspace) {
  constexpr std::size_t kMostNamed = 10;
  const Standings standings(workspace);
  std::vector<std::string> named;
  std::size_t count = 0;
  for (const auto& [id, project] : workspace.projects)
    if (standings.of(project) == Standing::stand_alone && ++count <= kMostNamed)
      named.push_back(quoted_if_odd(id.str()));
  if (count == 0) return;
  if (count > kMostNamed) named.emplace_back("...");
  console.say(fmt::format("{} of no workspace, and nobody requires {}: {}",
                          counted(count, "project is a member", "projects are members"), count == 1 ? "it" : "them",
                          fmt::join(named, ", ")));
}

ExitCode run_check(Context& context, const CheckArgs& args) {
  const auto session = Session::open(context, !args.comparison.no_fetch);
  if (!session) return fail(context, session.error());
  const auto checked = read_checked(**session, args.comparison);
  if (!checked) return fail(context, checked.error());
  if (!checked->changed) {
    const auto what = "what changed is not checked: " + checked->not_compared;
    if (args.comparison.strict)
      return fail(
          context,
          Diagnostic{.what = what, .where = {}, .hint = "name a commit with `--base`, or leave out `--strict`"});
    context.console.say(what);
  }
  if (const auto wrong = overwritten(args, **session, *checked)) return misused(context, *wrong);
  tell_unread(**session, checked->head);
  const auto findings = findings_of(**session, *checked);
  tell_of_lone_projects(context.console, *checked->head.workspace);
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
