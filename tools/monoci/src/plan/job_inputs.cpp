#include "plan/job_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"
#include "plan/reason_line.hpp"

namespace monoci {

namespace {

// What the project itself says it reads counts, and its lock: the tools that a job runs are in it.
bool is_own(ReasonKind kind) { return kind != ReasonKind::edge && kind != ReasonKind::source_file; }

// Reasons that no pattern over files can tell.
bool is_beyond_files(ReasonKind kind) {
  switch (kind) {
    case ReasonKind::setting:
    case ReasonKind::added:
    case ReasonKind::evidence_missing:
    case ReasonKind::requested:
      return true;
    default:
      return false;
  }
}

std::optional<RepoPath> first_match(const std::vector<SpottedGlob>& patterns, const std::set<RepoPath>& paths) {
  for (const auto& path : paths)
    for (const auto& pattern : patterns)
      if (pattern.glob.matches_at_or_above(path)) return path;
  return {};
}

}  // namespace

std::string reason_line(const Affected& answer, const JobReasons& reasons) {
  if (!reasons.part.reasons.empty() || reasons.part.towards) return reason_line(answer, reasons.part);
  if (!reasons.listed) return reasons.takes_files ? "it takes files of a job whose template changed" : "";
  if (reasons.listed->is_root()) return "what changed is not known, and the job lists its inputs";
  return fmt::format("{} changed, an input of the job", quoted_if_odd(reasons.listed->str()));
}

const std::optional<RepoPath>& MatchedLists::first(const std::vector<SpottedGlob>& patterns) {
  std::vector<std::string_view> texts;
  for (const auto& pattern : patterns) texts.push_back(pattern.glob.str());
  const auto [known, is_new] = known_.try_emplace(std::move(texts));
  if (is_new) known->second = changed_ ? first_match(patterns, *changed_) : RepoPath();
  return known->second;
}

// Whether a tool changed its settings of which `inputs.tools` says that the job runs it.
bool JobInputsOf::is_run_with(const TemplateJob& job, const ReasonGroup& settings) const {
  return std::ranges::any_of(affected_.sets[settings.causes], [&](CauseId id) {
    const auto jobs = config_.tools.find(tool_of(affected_.causes[id]));
    return jobs != config_.tools.end() &&
           std::ranges::find(jobs->second, job.name, &SpottedText::text) != jobs->second.end();
  });
}

bool JobInputsOf::concerns(const TemplateJob& job, const Project& project, const ReasonGroup& reason) const {
  if (reason.kind == ReasonKind::tool) return is_run_with(job, reason);
  if (reason.kind == ReasonKind::job_template) return redefined_.concerns(project, reason, job.name);
  switch (job.inputs) {
    case JobInputs::all:
      return true;
    case JobInputs::own:
      return is_own(reason.kind);
    case JobInputs::listed:
      return is_beyond_files(reason.kind) || (reason.kind == ReasonKind::context && may_be_run_with(job, reason));
  }
  return true;
}

// Whether a file that several tools read changed as a whole, and the job runs any tool.
bool JobInputsOf::may_be_run_with(const TemplateJob& job, const ReasonGroup& settings) const {
  const auto is_of_many = [&](CauseId id) {
    const auto& cause = affected_.causes[id];
    return std::holds_alternative<FileChanged>(cause) && tool_of(cause).empty();
  };
  return std::ranges::any_of(affected_.sets[settings.causes], is_of_many) &&
         std::ranges::any_of(config_.tools, [&](const auto& tool) {
           return std::ranges::find(tool.second, job.name, &SpottedText::text) != tool.second.end();
         });
}

JobReasons JobInputsOf::differing(const TemplateJob& job, const Project& project, const AffectedProject& affected) {
  JobReasons found;
  std::ranges::copy_if(affected.reasons, std::back_inserter(found.part.reasons),
                       [&](const ReasonGroup& each) { return concerns(job, project, each); });
  found.takes_files = (affected.above_jobs || has_other_jobs(affected)) && redefined_.has(project, job.name);
  const bool is_reached = affected.through_jobs ? found.takes_files : job.inputs == JobInputs::all;
  if (is_reached) found.part.towards = affected.towards;
  if (job.inputs == JobInputs::listed) found.listed = changed_.first(job.input_globs);
  return found;
}

}  // namespace monoci
