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

}  // namespace

bool inputs_differ(JobInputs inputs, const AffectedProject& project) {
  return inputs == JobInputs::all ||
         std::ranges::any_of(project.reasons, [](const Reason& reason) { return std::visit(IsOwn{}, reason); });
}

}  // namespace monoci
