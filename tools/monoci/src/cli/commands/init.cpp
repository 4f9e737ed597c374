#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <ranges>

#include "base/quoted.hpp"
#include "cli/commands/commands.hpp"
#include "cli/question.hpp"
#include "cli/rehearsal.hpp"
#include "cli/report.hpp"
#include "cli/work_tree.hpp"
#include "document/document.hpp"
#include "ecosystem/ecosystem.hpp"
#include "git/failure.hpp"
#include "git/ignored_paths.hpp"
#include "gitlab/child_conditions.hpp"
#include "gitlab/gitlab_dialect.hpp"
#include "init/init_files.hpp"
#include "init/init_plan.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

struct InitArgs {
  bool dry_run = false, yes = false;
};

ExitCode tell(Context& context, const Diagnostics& problems) {
  context.console.tell(problems);
  return kFailed;
}

ExitCode refuse_to_wait(Context& context) {
  Diagnostics problems;
  problems.error("`monoci init` asks before it writes, and nobody is there to answer", {},
                 "`--dry-run` shows the files, `--yes` writes them");
  context.console.tell(problems);
  return kWrongUsage;
}

// What origin/HEAD points at, else a branch of a usual name.
std::optional<std::string> default_branch(const gitview::Repository& repository) {
  constexpr std::string_view kRemote = "origin";
  if (const auto remote = repository.remote_default_branch(kRemote); remote && *remote)
    return (*remote)->shown().substr(kRemote.size() + 1);
  for (const auto* name : {"main", "master"})
    if (repository.resolve_commit(fmt::format("refs/heads/{}", name))) return name;
  return {};
}

RepositoryFacts facts_of(const Session& session) {
  const auto git = GitProgram::of(session.repository, session.context.environment);
  return {default_branch(session.repository), ignored_paths(git, places_to_write())};
}

std::optional<Diagnostic> refusal(const FileTree& tree, const Survey& survey) {
  if (tree.type(RepoPath().child(kConfigFile)))
    return Diagnostic{.what = fmt::format("`{}` is there already", kConfigFile),
                      .where = {},
                      .hint = "`monoci check` says whether it is right, `monoci list` what it means"};
  std::vector<std::string> manifests;
  for (const auto& ecosystem : ecosystems())
    for (const auto name : ecosystem.manifest_files) manifests.push_back(fmt::format("`{}`", name));
  if (survey.projects.empty())
    return Diagnostic{.what = fmt::format("there is no project here that monoci knows: no {} describes one",
                                          fmt::join(manifests, ", no ")),
                      .where = {},
                      .hint = "`monoci new lib NAME` makes one"};
  return {};
}

// The templates too that are there already, and will be read with the new ones.
std::vector<NewFile> files_to_read(const FileTree& tree, const InitPlan& plan) {
  auto files = plan.edits.files;
  for (const auto& path : plan.kept)
    if (auto text = tree.read(path)) files.push_back({path, std::move(*text), false});
  return files;
}

// Whose faults they may be.
Diagnostics with_kept_files(Diagnostics problems, const std::vector<RepoPath>& kept) {
  for (const auto& path : kept)
    problems.error(fmt::format("`{}` is there already, and would be read as a job template", quoted_if_odd(path.str())),
                   {}, "give it another name, or make a job template of it");
  return problems;
}

void show(Console& console, const std::vector<NewFile>& files) {
  for (const auto& file : files)
    console.show(fmt::format("--- {}\n{}\n", quoted_if_odd(file.path.str()), file.content));
}

void show(Console& console, const Rehearsal& rehearsal, const std::vector<std::string>& notes) {
  console.result("\n--- monoci affected, for the last change\n" + rehearsal.last_change);
  std::string text = "\n--- monoci lint, for the child pipeline of all projects\n" + rehearsal.child;
  for (const auto& note : notes) text += "\n" + note + (note.ends_with('\n') ? "" : "\n");
  console.show(text);
}

// What jobs that are there already say of the pipeline, in the words of a template: it runs in a child. What is said of
// the pipeline itself stays where it is.
void note_conditions_to_translate(const FileTree& tree, std::vector<std::string>& notes) {
  constexpr std::size_t kMostNoted = 20;
  const auto file = RepoPath().child(kGitlabDialect.pipeline_file);
  const auto text = tree.read(file);
  Diagnostics unheeded, lost;
  auto document = text ? read_yaml({file.str(), *text}, unheeded) : std::nullopt;
  if (!document) return;
  for (const auto* key : {"workflow", "include"}) document->erase(key);
  tell_lost_conditions(*document, lost);
  const auto told = lost.sorted();
  if (told.empty()) return;
  auto note = fmt::format("A job of {} that moves into a template runs in a child pipeline, and there\n", file.str());
  for (const auto& each : told | std::views::take(kMostNoted))
    note += fmt::format("\n    line {}: {}:\n      {}", each.where ? each.where->line : 0, each.what, each.hint);
  if (told.size() > kMostNoted) note += fmt::format("\n    and {} more", told.size() - kMostNoted);
  notes.insert(notes.begin(), std::move(note));
}

ExitCode run_init(Context& context, const InitArgs& args) {
  if (!args.dry_run && !args.yes && !can_ask(context)) return refuse_to_wait(context);
  const auto work_tree = open_work_tree(context, !args.dry_run);
  if (!work_tree) return tell(context, work_tree.error());
  const auto& tree = work_tree->view.tree.files();
  const auto seen = survey(tree, work_tree->session->engine.cache(), facts_of(*work_tree->session));
  if (!seen) return tell(context, seen.error());
  if (const auto refused = refusal(tree, *seen)) return fail(context, *refused);

  auto plan = plan_init(*seen);
  auto notes = std::exchange(plan.edits.notes, {});
  note_conditions_to_translate(tree, notes);
  const auto rehearsal = rehearse(context, files_to_read(tree, plan), work_tree->session->engine.cache());
  if (!rehearsal) return tell(context, with_kept_files(rehearsal.error(), plan.kept));
  show(context.console, plan.edits.files);
  if (!args.dry_run && !args.yes && !ask_yes_or_no(context, "Write these files?")) {
    context.console.say("nothing was written");
    return kDone;
  }
  if (const auto code = carry_out(context, *work_tree, plan.edits, args.dry_run); code != kDone) return code;
  show(context.console, *rehearsal, notes);
  return kDone;
}

}  // namespace

void add_init_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<InitArgs>();
  auto* command = app.add_subcommand("init", "Write monoci.yaml, job templates and pipeline jobs for what is here");
  auto* dry_run = command->add_flag("--dry-run", args->dry_run, "Show the files, write nothing");
  command->add_flag("--yes,-y", args->yes, "Write without asking")->excludes(dry_run);
  command->footer("Examples:\n  monoci init --dry-run\n  monoci init --yes && git status");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_init(context, *args); }; });
}

}  // namespace monoci
