#include "cli/lint_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/quoted.hpp"
#include "gitlab/child_conditions.hpp"
#include "gitlab/rules/gitlab_text.hpp"
#include "gitlab/rules/merged_pipeline.hpp"

namespace monoci {

namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string faults_in_words(const Diagnostics& problems) {
  std::size_t errors = 0, warnings = 0;
  for (const auto& each : problems.sorted()) ++(each.severity == Severity::error ? errors : warnings);
  if (errors + warnings == 0) return "no faults";
  if (errors == 0) return counted(warnings, "warning");
  return counted(errors, "error") + (warnings == 0 ? "" : ", " + counted(warnings, "warning"));
}

// The jobs that could be counted, where all files could be read.
std::string check(const std::vector<SourceText>& sources, const GitLabLimits& limits, bool is_child,
                  Diagnostics& problems) {
  std::vector<PipelineFile> files;
  for (const auto& source : sources)
    if (auto file = read_gitlab_file(source, problems)) files.push_back(std::move(*file));
  if (files.size() < sources.size()) return "";
  check_gitlab_pipeline(files, limits, problems);
  if (is_child)
    for (const auto& file : files) tell_lost_conditions(file.document, problems);
  return counted(MergedPipeline(files, limits).jobs().size(), "job") + ", ";
}

}  // namespace

std::string lint_report(const std::vector<SourceText>& files, const GitLabLimits& limits, Diagnostics& problems,
                        bool is_child) {
  const auto jobs = check(files, limits, is_child, problems);
  std::vector<std::string> names;
  for (const auto& file : files) names.push_back(quoted_if_odd(file.file));
  return fmt::format("{}: {}{}\n", fmt::join(names, ", "), jobs, faults_in_words(problems));
}

}  // namespace monoci
