#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "render/affected_report.hpp"

namespace monoci {

struct WrittenFile {
  std::string path;      // as it was asked for
  std::string pipeline;  // whose it is: "child", "part-1", ...
  std::vector<std::string> jobs;
};

// What `generate` did: the answer, the jobs, and the files that they were written to.
struct PlanReport {
  const AffectedReport& answer;
  const Plan& plan;
  const std::vector<WrittenFile>& files;
};

std::string render_plan_json(const PlanReport& report);

// For a merge request: what runs and why, what does not, and a graph of the affected part. No longer than `longest`
// bytes: what a graph of hundreds of projects shows is no picture any more, so that goes first.
std::string render_plan_markdown(const PlanReport& report, std::size_t longest = 900'000);

}  // namespace monoci
