#include "plan/job_inputs.hpp"

#include <algorithm>

namespace monoci {

namespace {

// What the project itself says it reads counts, and its lock: the tools that a job runs are in it.
bool is_own(ReasonKind kind) {
  return kind != ReasonKind::edge && kind != ReasonKind::source_file && kind != ReasonKind::tool;
}

// Reasons that no pattern over files can tell.
bool is_beyond_files(ReasonKind kind) {
  switch (kind) {
    case ReasonKind::job_template:
    case ReasonKind::setting:
    case ReasonKind::added:
    case ReasonKind::evidence_missing:
    case ReasonKind::requested:
      return true;
    default:
      return false;
  }
}

bool any_reason(const AffectedProject& project, bool (*test)(ReasonKind)) {
  return std::ranges::any_of(project.reasons, test, &ReasonGroup::kind);
}

bool match_any(const std::vector<SpottedGlob>& patterns, const std::set<RepoPath>& paths) {
  return std::ranges::any_of(paths, [&](const RepoPath& path) {
    return std::ranges::any_of(patterns,
                               [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(path); });
  });
}

}  // namespace

bool MatchedLists::has(const std::vector<SpottedGlob>& patterns) {
  if (!changed_) return true;
  std::vector<std::string_view> texts;
  for (const auto& pattern : patterns) texts.push_back(pattern.glob.str());
  const auto [known, is_new] = known_.try_emplace(std::move(texts));
  if (is_new) known->second = match_any(patterns, *changed_);
  return known->second;
}

// Whether a tool changed its settings of which `inputs.tools` says that the job runs it.
bool JobInputsOf::has_settings_of(const TemplateJob& job, const AffectedProject& project) const {
  const auto is_run = [&](CauseId id) {
    const auto jobs = config_.tools.find(tool_of(affected_.causes[id]));
    return jobs != config_.tools.end() &&
           std::ranges::find(jobs->second, job.name, &SpottedText::text) != jobs->second.end();
  };
  return std::ranges::any_of(project.reasons, [&](const ReasonGroup& group) {
    return group.kind == ReasonKind::tool && std::ranges::any_of(affected_.sets[group.causes], is_run);
  });
}

bool JobInputsOf::differ(const TemplateJob& job, const AffectedProject& project) {
  if (has_settings_of(job, project)) return true;
  switch (job.inputs) {
    case JobInputs::all:
      return project.towards || !has_tool_reasons_alone(project);
    case JobInputs::own:
      return any_reason(project, is_own);
    case JobInputs::listed:
      return any_reason(project, is_beyond_files) || changed_.has(job.input_globs);
  }
  return true;
}

}  // namespace monoci
