#pragma once

#include <string>
#include <vector>

#include "affected/united_graph.hpp"
#include "render/affected_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

// Chains to projects that have reasons of their own, nearest first, and how many more there are.
struct Chains {
  std::vector<ChainTo> nearest;
  std::size_t more = 0;
};

// The project's own reasons, all of them, then each chain: every step with the line that made it, and the first of the
// reasons at its end. Of a long chain only both ends are told.
std::string render_why_text(const AffectedReport& report, const ProjectId& id, const Chains& chains,
                            const TextStyle& style);

}  // namespace monoci
