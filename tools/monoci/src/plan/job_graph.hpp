#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/diagnostic.hpp"
#include "document/document.hpp"

namespace monoci {

// A need while the plan is being made: between positions in its list of jobs.
struct NeedEdge {
  std::size_t from = 0, to = 0;
  bool artifacts = false, optional = false;
  bool own = false;                       // within one project: given by its template, which has no circles
  bool weak = false;                      // through extras or groups only
  std::shared_ptr<const Value> parallel;  // which instances; nullptr for all
  Spot spot;                              // of the dependency
};

// Dependencies may be circular, needs may not. Leaves out needs between projects until no circle is left, and returns
// those: weak ones first, then by position (that is by path), and never one that closes no circle. `steps`: how many
// needs were followed to find out.
std::vector<NeedEdge> cut_circles(std::vector<NeedEdge>& needs, std::size_t jobs, std::size_t* steps = nullptr);

}  // namespace monoci
