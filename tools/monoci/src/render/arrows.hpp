#pragma once

#include <string>
#include <vector>

#include "render/graph_view.hpp"

namespace monoci {

// Arrows as drawings want them: one between two boxes, whatever it stands for.
struct Arrow {
  std::string from, to;  // paths of projects, or of what a link leads to
  std::string label;     // the kinds of the edges that are not plain ones: "group", "link"
  bool plain = false;    // one of them is a runtime edge
};

std::vector<Arrow> arrows(const GraphView& graph);  // by from, then to

// Targets of links that are no project, each once, by path.
std::vector<std::string> link_targets(const GraphView& graph);

}  // namespace monoci
