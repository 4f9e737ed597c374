#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "base/quoted.hpp"
#include "cli/commands/commands.hpp"
#include "cli/named_files.hpp"
#include "cli/report.hpp"
#include "cli/work_tree.hpp"
#include "scaffold/move_project.hpp"

namespace monoci {

namespace {

struct MoveArgs {
  std::string project, directory;
  bool dry_run = false;
};

ExitCode run_mv(Context& context, const MoveArgs& args) {
  const auto tree = open_work_tree(context, !args.dry_run);
  if (!tree) return refused(context, tree.error());
  const auto project = project_for(*tree->session, *tree->view.workspace, args.project);
  if (!project) return project.error();
  const bool is_from_here =
      args.directory.starts_with("./") || args.directory.starts_with("../") || args.directory.starts_with('/');
  const auto to = is_from_here ? path_seen_from(tree->session->repository, context.options.directory, args.directory)
                               : RepoPath::parse(args.directory);
  std::error_code none;
  if (!to || to->is_root() || exists(symlink_status(tree->root / to->str(), none)))
    return fail(context, {.what = to && !to->is_root() ? fmt::format("`{}` exists already", quoted_if_odd(to->str()))
                                                       : fmt::format("`{}` is no directory of the repository",
                                                                     quoted_if_odd(args.directory)),
                          .where = {},
                          .hint = "name the new directory of the project, from the root of the repository"});
  const FileTexts texts = [&](const RepoPath& file) { return file_to_edit(*tree, file); };
  const auto edits = move_project(
      *project, *to, {tree->view.tree.files(), *tree->view.workspace, texts, tree->session->engine.cache()});
  if (!edits) return refused(context, edits.error());
  return carry_out(context, *tree, *edits, args.dry_run);
}

}  // namespace

void add_mv_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<MoveArgs>();
  auto* command = app.add_subcommand("mv", "Move a project, and mend what named it");
  command->add_option("project", args->project, "By directory or name")->required()->type_name("PROJECT");
  command->add_option("directory", args->directory, "Its new directory, from the root of the repository")
      ->required()
      ->type_name("DIR");
  command->add_flag("--dry-run", args->dry_run, "Show what would be written");
  command->footer("Example:\n  monoci mv libs/io-tools shared/io --dry-run");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_mv(context, *args); }; });
}

}  // namespace monoci
