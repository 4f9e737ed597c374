#pragma once

#include <string>

#include "render/affected_report.hpp"
#include "render/text_style.hpp"

namespace monoci {

// What a person wants to read: projects by kind with the first reason of each, and what the answer rests on.
std::string render_affected_text(const AffectedReport& report, const TextStyle& style);

// One directory, or one name, a line; in the order of the directories.
std::string render_affected_paths(const AffectedReport& report, const TextStyle& style);
std::string render_affected_names(const AffectedReport& report, const TextStyle& style);

}  // namespace monoci
