#include <fmt/format.h>

#include "base/quoted.hpp"
#include "render/arrows.hpp"
#include "render/formats.hpp"

namespace monoci {

namespace {

// Graphviz gives a meaning to backslashes in labels, so that they are doubled in identifiers as well.
std::string quoted_dot(std::string_view name) {
  std::string result = "\"";
  for (const char each : quoted_if_odd(name)) {
    if (each == '"' || each == '\\') result += '\\';
    result += each;
  }
  return result + '"';
}

}  // namespace

std::string render_graph_dot(const GraphView& graph) {
  std::string text = "digraph monoci {\n  rankdir=LR;\n  node [shape=box];\n";
  for (const auto* project : graph.projects)
    text += fmt::format("  {}{};\n", quoted_dot(project->id.str()),
                        graph.marked.contains(project->id) ? " [style=filled, fillcolor=\"#ffd9a8\"]" : "");
  for (const auto& target : link_targets(graph)) text += fmt::format("  {} [shape=note];\n", quoted_dot(target));
  for (const auto& arrow : arrows(graph)) {
    text += fmt::format("  {} -> {}", quoted_dot(arrow.from), quoted_dot(arrow.to));
    if (!arrow.label.empty())
      text += fmt::format(" [label={}{}]", quoted_dot(arrow.label), arrow.plain ? "" : ", style=dashed");
    text += ";\n";
  }
  return text + "}\n";
}

}  // namespace monoci
