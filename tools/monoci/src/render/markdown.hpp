#pragma once

#include <string>

#include "render/affected_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

// A note for a merge request: counts and a table of projects and reasons.
std::string render_affected_markdown(const AffectedReport& report, const TextStyle& style);

}  // namespace monoci
