#pragma once

#include "plan/division.hpp"
#include "plan/plan.hpp"

namespace monoci {

constexpr const char* kOwnStage = "monoci";  // of jobs that monoci adds before all others
constexpr const char* kPartsStage = "parts";

// The pipelines of a plan, of its jobs and needs. With a division: the child has a job for each part, in the order of
// needs between them, and a carrier that hands on their files.
void assemble(Plan& plan, const PlannedTasks& tasks, const std::vector<NeedEdge>& needs,
              const std::optional<Division>& division, JobNames& names);

}  // namespace monoci
