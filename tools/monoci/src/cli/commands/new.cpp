#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <sstream>

#include "base/quoted.hpp"
#include "cli/commands/commands.hpp"
#include "cli/new_dialogue.hpp"
#include "cli/question.hpp"
#include "cli/report.hpp"
#include "cli/work_tree.hpp"
#include "scaffold/code_owners.hpp"
#include "scaffold/unregistered.hpp"
#include "workspace/manifests.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

struct NewArgs {
  std::string from;
  std::optional<std::filesystem::path> directory;  // --template
  NewRequest request;
  std::vector<std::string> set;
  std::vector<LinkRequest> links;
  std::optional<std::string> finish;
  bool stray_as = false;  // --as before any --link, or twice
  bool dry_run = false, no_input = false, help = false;
};

ExitCode refuse(Context& context, std::string what, std::string hint) {
  Diagnostics problems;
  problems.error(std::move(what), {}, std::move(hint));
  context.console.tell(problems);
  return kWrongUsage;
}

ExitCode told(Context& context, const Diagnostics& problems) { return refused(context, problems); }

// With --template the name may stand alone. A directory of templates holds the one that is named before it.
void settle_template(NewArgs& args) {
  if (!args.directory) return;
  std::error_code none;
  if (args.request.name.empty())
    args.request.name = std::exchange(args.from, "");
  else if (!exists(*args.directory / kScaffoldFile, none) || args.directory->filename() != args.from)
    *args.directory /= args.from;
}

// Faults of the command line itself. The answers of --set go into the request.
std::optional<ExitCode> wrong_usage(Context& context, NewArgs& args) {
  if (args.stray_as) return refuse(context, "--as says where the --link before it goes, once", "--link LIB --as DEST");
  const bool makes = !args.from.empty() || args.directory;
  const bool connects = !args.request.uses.empty() || !args.links.empty() || args.request.in || args.request.package;
  if (args.finish && (makes || connects))
    return refuse(context, "--finish takes no template and makes nothing", "monoci new --finish DIR");
  if (!makes && connects)
    return refuse(context, "there is no template to make a project of",
                  "monoci new TEMPLATE NAME; `monoci new` lists them");
  for (const auto& each : args.set) {
    const auto equals = each.find('=');
    if (equals == std::string::npos || equals == 0)
      return refuse(context, fmt::format("`{}` gives no variable a value", quoted_if_odd(each)), "--set NAME=VALUE");
    if (!args.request.values.emplace(each.substr(0, equals), each.substr(equals + 1)).second)
      return refuse(context, fmt::format("`{}` is given twice", quoted_if_odd(each.substr(0, equals))),
                    "once is enough");
  }
  args.request.links = args.links;
  return {};
}

// What a killed run left: it is named by whoever comes next.
void name_unregistered(Console& console, const Reading& view) {
  const Links links(view.tree.files());
  ManifestCache cache;
  Manifests manifests(links, cache);
  for (const auto& each : unregistered_projects(*view.workspace, view.tree.files(), links, manifests))
    console.warn(fmt::format("`{0}` is not registered yet; to finish it: monoci new --finish {0}",
                             quoted_if_odd(each.directory.str())));
}

TemplatePlaces places_of(const WorkTree& tree) { return {tree.view.tree.files(), tree.root}; }

std::optional<ProjectTemplate> template_of(const NewArgs& args, const WorkTree& tree, Diagnostics& problems) {
  return args.directory ? read_template(*args.directory, problems)
                        : find_template(places_of(tree), args.from, problems);
}

// git's user.email, asked for where CODEOWNERS may need it alone.
std::string author_of(const Context& context, const WorkTree& tree) {
  const auto& files = tree.view.tree.files();
  const auto is_there = [&](std::string_view place) { return files.type(*RepoPath::parse(place)).has_value(); };
  if (std::ranges::none_of(kCodeOwnersPlaces, is_there)) return "";
  const auto git = GitProgram::of(tree.session->repository, context.environment);
  auto email = git.run({"config", "user.email"}, std::chrono::seconds(10));
  return email ? email->substr(0, email->find('\n')) : "";
}

// New files that no commit would have: git does not show them, and CI would not find them.
std::string what_git_ignores(const Context& context, const WorkTree& tree, const TreeEdits& edits) {
  std::vector<std::string> words{"-c", "core.quotePath=false", "check-ignore", "--"};
  for (const auto& file : edits.files) words.push_back(file.path.str());
  for (const auto& link : edits.links) words.push_back(link.path.str());
  const auto ignored =
      GitProgram::of(tree.session->repository, context.environment).run(words, std::chrono::seconds(10));
  if (!ignored) return "";  // git says by its status that none is
  std::string note = "A .gitignore of the repository hides these from git, so that CI will not have them:";
  std::istringstream lines(*ignored);
  for (std::string line; std::getline(lines, line);) note += "\n  " + quoted_if_odd(line);
  return note + "\nTake them out of it: a line with `!` in front, or `git add --force`.";
}

ExitCode show_list(Context& context) {
  const auto tree = open_work_tree(context, false);
  if (!tree) return told(context, tree.error());
  Diagnostics problems;
  context.console.show(template_list(places_of(*tree), problems));
  context.console.tell(problems);
  name_unregistered(context.console, tree->view);
  return problems.has_errors() ? kFailed : kDone;
}

ExitCode show_help(Context& context, NewArgs args, const std::string& usage) {
  settle_template(args);
  context.console.result(usage);
  if (args.from.empty() && !args.directory) return kDone;
  const auto tree = open_work_tree(context, false);
  if (!tree) return told(context, tree.error());
  Diagnostics problems;
  const auto from = template_of(args, *tree, problems);
  if (!from) return told(context, problems);
  context.console.show(template_help(*from, usual_place(from->scaffold, tree->view.workspace->config)));
  return kDone;
}

// Asked before the lock is taken: nobody else shall wait for a person.
std::optional<ExitCode> complete(Context& context, NewArgs& args) {
  if (args.no_input || !can_ask(context)) return {};
  const auto tree = open_work_tree(context, false);
  if (!tree) return told(context, tree.error());
  Diagnostics problems;
  const auto from = template_of(args, *tree, problems);
  if (!from) return told(context, problems);
  if (!lacks_answers(from->scaffold, args.request)) return {};
  if (ask_for_the_rest(context, *from, tree->view, args.request)) return {};
  return fail(context, {.what = "no answer was given, so nothing was made", .where = {}, .hint = "run it again"});
}

ExitCode make(Context& context, const NewArgs& args) {
  auto tree = open_work_tree(context, !args.dry_run);
  if (!tree) return told(context, tree.error());
  Diagnostics problems;
  const auto from = template_of(args, *tree, problems);
  if (!from) return told(context, problems);
  if (args.request.name.empty())
    return refuse(context, fmt::format("the new {} needs a name", quoted_if_odd(from->scaffold.name)),
                  "a directory of that name is made for it");
  auto request = args.request;
  for (auto& uses : request.uses) uses = project_words(*tree->session, *tree->view.workspace, uses);
  for (auto& link : request.links) link.library = project_words(*tree->session, *tree->view.workspace, link.library);
  request.author = author_of(context, *tree);
  const FileTexts texts = [&](const RepoPath& file) { return file_to_edit(*tree, file); };
  auto edits = new_project(*from, request,
                           {tree->view.tree.files(), *tree->view.workspace, texts, tree->session->engine.cache()});
  if (!edits) return told(context, edits.error());
  std::error_code none;
  if (exists(symlink_status(tree->root / edits->directory.value().str(), none)))
    return fail(context, {.what = fmt::format("`{}` exists already", quoted_if_odd(edits->directory.value().str())),
                          .where = {},
                          .hint = "git ignores what is there; choose another name, or --in DIR"});
  if (auto ignored = what_git_ignores(context, *tree, *edits); !ignored.empty())
    edits->notes.insert(edits->notes.begin(), std::move(ignored));
  name_unregistered(context.console, tree->view);
  return carry_out(context, *tree, *edits, args.dry_run);
}

ExitCode finish(Context& context, const NewArgs& args) {
  auto tree = open_work_tree(context, !args.dry_run);
  if (!tree) return told(context, tree.error());
  const auto directory = RepoPath::parse(args.finish.value());
  const auto& files = tree->view.tree.files();
  const auto says_something = [&](const Entry& entry) {
    return entry.name == kProjectFile || ecosystem_of_manifest(entry.name) != nullptr;
  };
  if (!directory || directory->is_root() || !std::ranges::any_of(files.list(*directory), says_something))
    return fail(context,
                {.what = fmt::format("`{}` is no directory with a project in it", quoted_if_odd(args.finish.value())),
                 .where = {},
                 .hint = "`monoci check` names the projects that are not registered"});
  const FileTexts texts = [&](const RepoPath& file) { return file_to_edit(*tree, file); };
  const auto owner = args.request.values.find("owner");
  const auto edits =
      finished_project({*directory, owner == args.request.values.end() ? "" : owner->second, author_of(context, *tree)},
                       {files, *tree->view.workspace, texts, tree->session->engine.cache()});
  if (!edits) return told(context, edits.error());
  if (edits->empty()) context.console.say(fmt::format("`{}` is registered already", quoted_if_odd(directory->str())));
  return carry_out(context, *tree, *edits, args.dry_run);
}

ExitCode run_new(Context& context, NewArgs args) {
  if (const auto wrong = wrong_usage(context, args)) return *wrong;
  if (args.finish) return finish(context, args);
  settle_template(args);
  if (args.from.empty() && !args.directory) return show_list(context);
  if (const auto ended = complete(context, args)) return *ended;
  return make(context, args);
}

void add_link_options(CLI::App& command, const std::shared_ptr<NewArgs>& args) {
  command
      .add_option_function<std::vector<std::string>>(
          "--link",
          [args](const std::vector<std::string>& all) { args->links.push_back(link_request(all.back(), {})); },
          "Link code of a project into it")
      ->type_name("PROJECT[:PATH]")
      ->allow_extra_args(false)
      ->trigger_on_parse();
  command
      .add_option_function<std::vector<std::string>>(
          "--as",
          [args](const std::vector<std::string>& all) {
            if (args->links.empty() || args->links.back().as)
              args->stray_as = true;
            else
              args->links.back().as = all.back();
          },
          "Where the link before it goes, in the project")
      ->type_name("DEST")
      ->allow_extra_args(false)
      ->trigger_on_parse();
}

constexpr auto kExamples = R"(Examples:
  monoci new                                   the templates
  monoci new lib trade-models --set description="Models of trades"
  monoci new pipeline fills --uses libs/platform-core --dry-run
  monoci new service quotes --link platform-core:src/platform_core/contracts)";

}  // namespace

void add_new_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<NewArgs>();
  auto* command = app.add_subcommand("new", "Start a project from a template");
  command->add_option("template", args->from, "One of those that `monoci new` lists")->type_name("TEMPLATE");
  command->add_option("name", args->request.name, "Of its directory and package")->type_name("NAME");
  command
      ->add_option_function<std::string>(
          "--package", [args](const std::string& name) { args->request.package = name; },
          "Call the package otherwise than the directory")
      ->type_name("NAME");
  command
      ->add_option_function<std::string>(
          "--in", [args](const std::string& place) { args->request.in = place; },
          "Where; by default where its kind lives")
      ->type_name("DIR");
  command->add_option("--set", args->set, "Give a variable of the template a value")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  command->add_option("--uses", args->request.uses, "Depend on a project")
      ->type_name("PROJECT")
      ->allow_extra_args(false);
  add_link_options(*command, args);
  command
      ->add_option_function<std::string>(
          "--template", [args](const std::string& directory) { args->directory = directory; },
          "Take the template in this directory")
      ->type_name("DIR");
  command
      ->add_option_function<std::string>(
          "--finish", [args](const std::string& directory) { args->finish = directory; },
          "Register a project that is complete but for that")
      ->type_name("DIR");
  command->add_flag("--dry-run", args->dry_run, "Show what would be written");
  command->add_flag("--no-input", args->no_input, "Never ask");
  command->set_help_flag();
  command->add_flag("-h,--help", args->help, "Print this help, and what the template has to say");
  command->footer(kExamples);
  command->callback([args, command, &chosen] {
    chosen = [args, usage = args->help ? command->help("monoci") : ""](Context& context) {
      return args->help ? show_help(context, *args, usage) : run_new(context, *args);
    };
  });
}

}  // namespace monoci
