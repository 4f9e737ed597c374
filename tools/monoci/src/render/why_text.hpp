#pragma once

#include <string>
#include <vector>

#include "affected/united_graph.hpp"
#include "render/affected_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

// The project's own reasons, then each chain to a project that has some: every step with the line that made it, the
// reasons at its end.
std::string render_why_text(const AffectedReport& report, const ProjectId& id, const std::vector<ChainTo>& chains,
                            const TextStyle& style);

}  // namespace monoci
