#pragma once

#include <string>

#include "render/graph_view.hpp"

namespace monoci {

// For Graphviz.
std::string render_graph_dot(const GraphView& graph);

}  // namespace monoci
