#pragma once

#include <string>

#include "render/graph_view.hpp"

namespace monoci {

// For Markdown that GitLab shows.
std::string render_graph_mermaid(const GraphView& graph);

}  // namespace monoci
