#include <fmt/format.h>

#include <map>

#include "base/quoted.hpp"
#include "render/arrows.hpp"
#include "render/formats.hpp"

namespace monoci {

namespace {

// A label in quotes. Mermaid has no escapes but its entities, and reads HTML and Markdown in labels.
std::string label(std::string_view name) {
  constexpr std::string_view kMeaningful = "\"#&;<>`\\*_";
  std::string result = "\"";
  for (const char each : quoted_if_odd(name)) {
    if (kMeaningful.contains(each))
      result += fmt::format("#{};", static_cast<int>(each));
    else
      result += each;
  }
  return result + '"';
}

}  // namespace

std::string render_graph_mermaid(const GraphView& graph) {
  std::string text = "flowchart LR\n", marked;
  std::map<std::string, std::string> ids;  // words such as `end` are no identifiers, so boxes are numbered
  const auto add_box = [&](const std::string& path, std::string_view open, std::string_view close) {
    const auto id = fmt::format("n{}", ids.size());
    ids.emplace(path, id);
    text += fmt::format("  {}{}{}{}\n", id, open, label(path), close);
  };
  for (const auto* project : graph.projects) {
    add_box(project->id.str(), "[", "]");
    if (graph.marked.contains(project->id)) marked += (marked.empty() ? "" : ",") + ids.at(project->id.str());
  }
  for (const auto& target : link_targets(graph)) add_box(target, "([", "])");
  for (const auto& arrow : arrows(graph)) {
    const auto* const line = arrow.plain || arrow.label.empty() ? "-->" : "-.->";
    const auto words = arrow.label.empty() ? "" : fmt::format("|{}|", label(arrow.label));
    text += fmt::format("  {} {}{} {}\n", ids.at(arrow.from), line, words, ids.at(arrow.to));
  }
  if (!marked.empty())
    text += fmt::format("  classDef affected fill:#ffd9a8,stroke:#c60\n  class {} affected\n", marked);
  return text;
}

}  // namespace monoci
