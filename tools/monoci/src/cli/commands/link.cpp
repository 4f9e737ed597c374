#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/report.hpp"
#include "cli/work_tree.hpp"
#include "ecosystem/ecosystem.hpp"
#include "scaffold/link_plan.hpp"
#include "scaffold/linked_code.hpp"

namespace monoci {

namespace {

struct LinkArgs {
  std::string project, library;
  std::optional<std::string> as;
  bool dry_run = false;
};

Result<LinkingProject> linking_project(const WorkTree& tree, const ProjectId& id) {
  const auto& project = *tree.view.workspace->find(id);
  LinkingProject linking{id.directory, {}, entries_below(tree.view.tree.files(), id.directory, EntryType::file), {}};
  if (!project.manifest || !is_written(project.ecosystem)) return linking;
  auto manifest = file_to_edit(tree, *project.manifest);
  if (!manifest) return std::unexpected(manifest.error());
  linking.manifest = std::move(*manifest);
  return linking;
}

TreeEdits edits_of(const LinkPlan& plan, const LinkingProject& project) {
  TreeEdits edits;
  if (!plan.is_there) edits.links = {plan.link};
  edits.notes = plan.notes;
  if (plan.manifest)
    edits.edits.push_back(
        {RepoPath::parse(project.manifest.value().file).value(), project.manifest.value().text, *plan.manifest});
  return edits;
}

ExitCode run_link(Context& context, const LinkArgs& args) {
  const auto tree = open_work_tree(context, !args.dry_run);
  if (!tree) return refused(context, tree.error());
  const auto& workspace = *tree->view.workspace;
  const auto id = project_for(*tree->session, workspace, args.project);
  if (!id) return id.error();
  const auto project = linking_project(*tree, *id);
  if (!project) return fail(context, project.error());
  auto request = link_request(args.library, args.as);
  request.library = project_words(*tree->session, workspace, request.library);
  const auto plan = plan_link(*project, request, workspace, tree->view.tree.files());
  if (!plan) return refused(context, plan.error());
  return carry_out(context, *tree, edits_of(*plan, *project), args.dry_run);
}

}  // namespace

void add_link_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<LinkArgs>();
  auto* command = app.add_subcommand("link", "Link code of one project into another");
  command->add_option("project", args->project, "The project that gets the link")->required()->type_name("PROJECT");
  command->add_option("library", args->library, "What it points to: by default the library's one package")
      ->required()
      ->type_name("LIB[:PATH]");
  command
      ->add_option_function<std::string>(
          "--as", [args](const std::string& place) { args->as = place; },
          "Where in the project; by default in its own package")
      ->type_name("DEST");
  command->add_flag("--dry-run", args->dry_run, "Show what would be written");
  command->footer(
      "Examples:\n"
      "  monoci link services/data-api platform-core --dry-run\n"
      "  monoci link services/data-api libs/contracts:src/contracts/v2 --as src/data_api/contracts");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_link(context, *args); }; });
}

}  // namespace monoci
