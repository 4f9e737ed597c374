#include "cli/commands/lint.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "base/quoted.hpp"
#include "cli/lint_report.hpp"
#include "cli/report.hpp"

namespace monoci {

namespace {

struct LintArgs {
  std::vector<std::string> files;
  GitLabLimits limits;
};

Result<SourceText> read(const std::filesystem::path& directory, const std::string& file) {
  const auto path = directory / file;
  std::error_code none;
  std::ifstream in(path, std::ios::binary);
  if (in && !std::filesystem::is_directory(path, none))
    return SourceText{file, {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}};
  return std::unexpected(Diagnostic{
      .what = fmt::format("`{}` cannot be read", quoted_if_odd(file)), .where = {}, .hint = "is the path right?"});
}

ExitCode run_lint(Context& context, const LintArgs& args) {
  std::vector<SourceText> sources;
  for (const auto& file : args.files) {
    auto source = read(context.options.directory, file);
    if (!source) return fail(context, source.error());
    sources.push_back(std::move(*source));
  }
  Diagnostics problems;
  const auto report = lint_report(sources, args.limits, problems);
  context.console.tell(problems);
  context.console.result(report);
  return problems.has_errors() ? kFoundProblems : kDone;
}

}  // namespace

void add_lint_command(CLI::App& app, Action& chosen) {
  auto args = std::make_shared<LintArgs>();
  auto* command = app.add_subcommand("lint", "Check a pipeline by GitLab's rules");
  command->add_option("files", args->files, "The files of one trigger")->required()->type_name("FILE");
  command->add_option("--jobs", args->limits.jobs, "Jobs that one pipeline may have")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--needs", args->limits.needs, "Jobs that one job may need")
      ->type_name("N")
      ->capture_default_str();
  command->footer("Examples:\n  monoci lint monoci-child.yml\n  monoci lint --jobs 2000 child-1.yml child-2.yml");
  command->callback([args, &chosen] { chosen = [args](Context& context) { return run_lint(context, *args); }; });
}

}  // namespace monoci
