#pragma once

#include <string>
#include <vector>

#include "plan/job_inputs.hpp"
#include "render/text_style.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

// What a project, or one of its jobs, may depend on, next to what changed.
struct LookedAt {
  const Workspace& workspace;
  const FileTree& tree;
  const Affected& affected;
  const Project& project;
  AffectedProject reasons;  // of the project or of the job: what is told of it
  const ChangedPaths& changed;
  const TemplateJob* job = nullptr;  // nullptr: all jobs
};

// The inputs that are equal, one line for each kind of them and at most four of each, and changed files of which
// nothing counts. Where it is not known what changed, it says so.
std::string render_equal_inputs(const LookedAt& looked, const TextStyle& style);

}  // namespace monoci
