// Answers for programs. Every document has a version and a schema in schema/; what is not known is null, never a
// missing key; bytes that are not UTF-8 become U+FFFD.
#pragma once

#include <string>

#include "render/affected_report.hpp"
#include "render/graph_view.hpp"
#include "render/text_style.hpp"

namespace monoci {

std::string render_affected_json(const AffectedReport& report, const TextStyle& style);
std::string render_list_json(const Workspace& workspace, const TextStyle& style);
std::string render_graph_json(const GraphView& graph);

}  // namespace monoci
