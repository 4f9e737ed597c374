#pragma once

#include <string>
#include <string_view>

#include "render/affected_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

// A note for a merge request: counts and a table of projects and reasons.
std::string render_affected_markdown(const AffectedReport& report, const TextStyle& style);

// Text that Markdown and HTML leave alone, on one line, within a cell of a table.
std::string plain_markdown(std::string_view text);

}  // namespace monoci
