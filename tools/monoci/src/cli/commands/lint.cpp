#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/lint_report.hpp"
#include "cli/options.hpp"
#include "cli/report.hpp"
#include "config/pipeline_settings.hpp"
#include "process/read_file.hpp"

namespace monoci {

namespace {

struct LintArgs {
  std::vector<std::string> files;
  GitLabLimits limits;
  bool child = false;
};

// The files together are bounded as one is: there are as many of them as a command line takes.
Result<std::vector<SourceText>> read(const std::vector<std::string>& files) {
  std::vector<SourceText> sources;
  std::size_t left = kLargestNamedFile;
  for (const auto& file : files) {
    auto text = read_named_file(file, left);
    if (!text) return std::unexpected(text.error());
    left -= text->size();
    sources.push_back({file, std::move(*text)});
  }
  return sources;
}

ExitCode run_lint(Context& context, const LintArgs& args) {
  const auto sources = read(args.files);
  if (!sources) return fail(context, sources.error());
  Diagnostics problems;
  const auto report = lint_report(*sources, args.limits, problems, args.child);
  context.console.tell(problems);
  context.console.show(report);
  return problems.has_errors() ? kFoundProblems : kDone;
}

}  // namespace

void add_lint_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<LintArgs>();
  auto* command = app.add_subcommand("lint", "Check a pipeline by GitLab's rules");
  command->add_option("files", args->files, "The files of one trigger")->required()->type_name("FILE");
  command->add_flag("--child", args->child, "The pipeline is started by another one: look for conditions lost there");
  add_count_option(*command, "--jobs", args->limits.jobs, 1, kMostCount, "Jobs that one pipeline may have")
      ->capture_default_str();
  add_count_option(*command, "--needs", args->limits.needs, 1, kMostNeeds, "Jobs that one job may need")
      ->capture_default_str();
  command->footer("Examples:\n  monoci lint monoci-child.yml\n  monoci lint --jobs 2000 child-1.yml child-2.yml");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_lint(context, *args); }; });
}

}  // namespace monoci
