// From jobs and needs to pipelines: how they are cut where one cannot have them all, and what is made of the parts.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plan/job_graph.hpp"
#include "plan/plan.hpp"
#include "plan/planned_tasks.hpp"

namespace monoci {

struct Capacity {  // of one pipeline
  std::size_t jobs = 0, deployments = 0;
};

// Which jobs run together, where one pipeline cannot have them all.
struct Division {
  // Sets of positions, in an order in which each needs only what stands before it. A set of `stays` is no part: its
  // jobs start pipelines themselves, which may be nested no deeper.
  struct Set {
    std::vector<std::size_t> jobs;  // sorted
    bool stays = false;
  };
  std::vector<Set> sets;
  std::optional<std::size_t> too_large;  // a set that is too large and cannot be cut
};

// Cuts by layers of the graph of jobs, so that no need with artifacts crosses a cut, and jobs that wait for stages or
// name each other stay together; so do those that build upon an include, where one pipeline can have them all. Nothing
// where one pipeline is enough. What cannot be cut small enough makes a set that is too large.
std::optional<Division> divide(const PlannedTasks& tasks, const std::vector<NeedEdge>& needs, const Capacity& capacity);

constexpr const char* kOwnStage = "monoci";  // of jobs that monoci adds before all others
constexpr const char* kPartsStage = "parts";

using PlaceOfStage = std::function<std::ptrdiff_t(const std::string& stage)>;

// The pipelines of a plan, of its jobs and needs. With a division: the child has a job for each part, in the order of
// needs between them, and a carrier that hands on their files.
void assemble(Plan& plan, const PlannedTasks& tasks, const std::vector<NeedEdge>& needs,
              const std::optional<Division>& division, const PlaceOfStage& place_of_stage, JobNames& names);

}  // namespace monoci
