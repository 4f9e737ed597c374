#pragma once

#include <string>

#include "render/affected_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

// The chain from the project to a change, each step with the line that made it, then the reasons at its end.
std::string render_why_text(const AffectedReport& report, const ProjectId& project, const TextStyle& style);

}  // namespace monoci
