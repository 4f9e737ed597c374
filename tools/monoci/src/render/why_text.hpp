#pragma once

#include <optional>
#include <string>
#include <vector>

#include "affected/united_graph.hpp"
#include "plan/job_inputs.hpp"
#include "render/affected_report.hpp"
#include "render/text_style.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Chains to projects that have reasons of their own, nearest first, and how many more there are.
struct Chains {
  std::vector<ChainTo> nearest;
  std::size_t more = 0;
};

// What is asked: a project, or one of its jobs with what concerns it.
struct WhyQuestion {
  const ProjectId& project;
  std::optional<std::string> job = {};
  JobReasons of_job = {};
  bool with_chains = true;               // false: the job does not see dependencies
  const Workspace* workspace = nullptr;  // of head: its manifests say which line requires what a lock installs
};

// The own reasons, all of them, those of a lock with the project's own requirement; then each chain: every step with
// the line that made it, and the first of the reasons at its end. Of a long chain only both ends are told.
std::string render_why_text(const AffectedReport& report, const WhyQuestion& question, const Chains& chains,
                            const TextStyle& style);

}  // namespace monoci
