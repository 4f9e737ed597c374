#include "plan/job_inputs.hpp"

#include <algorithm>

namespace monoci {

namespace {

struct IsOwn {
  bool operator()(const LockChanged&) const { return false; }
  bool operator()(const EdgeChanged&) const { return false; }
  bool operator()(const InputChanged& reason) const { return reason.input.kind == InputKind::link; }
  // Files, context, global inputs, templates, settings, ownership, a new project, and evidence that is missing.
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }
};

// Reasons that no pattern over files can tell.
struct IsBeyondFiles {
  bool operator()(const TemplateChanged&) const { return true; }
  bool operator()(const SettingChanged&) const { return true; }
  bool operator()(const ProjectAdded&) const { return true; }
  bool operator()(const EvidenceMissing&) const { return true; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

template <class Test>
bool any_reason(const AffectedProject& project) {
  return std::ranges::any_of(project.reasons, [](const Reason& reason) { return std::visit(Test{}, reason); });
}

bool match_any(const std::vector<SpottedGlob>& patterns, const std::set<RepoPath>& paths) {
  return std::ranges::any_of(paths, [&](const RepoPath& path) {
    return std::ranges::any_of(patterns,
                               [&](const SpottedGlob& pattern) { return pattern.glob.matches_at_or_above(path); });
  });
}

}  // namespace

bool inputs_differ(const TemplateJob& job, const AffectedProject& project, const ChangedPaths& changed) {
  switch (job.inputs) {
    case JobInputs::all:
      return true;
    case JobInputs::own:
      return any_reason<IsOwn>(project);
    case JobInputs::listed:
      return !changed || any_reason<IsBeyondFiles>(project) || match_any(job.input_globs, *changed);
  }
  return true;
}

}  // namespace monoci
