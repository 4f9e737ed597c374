#include "render/arrows.hpp"

#include <map>

namespace monoci {

std::vector<Arrow> arrows(const GraphView& graph) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> kinds;
  for (const auto& edge : graph.edges)
    kinds[{edge.from.project.str(), edge.to.project.str()}].insert(to_text(edge.kind));
  for (const auto& link : graph.links)
    kinds[{link.from.str(), link.to ? link.to->str() : link.path.str()}].insert("link");
  std::vector<Arrow> result;
  for (const auto& [ends, words] : kinds) {
    Arrow arrow{.from = ends.first, .to = ends.second, .label = {}, .plain = words.contains("runtime")};
    for (const auto& word : words)
      if (word != "runtime") arrow.label += (arrow.label.empty() ? "" : ", ") + word;
    result.push_back(std::move(arrow));
  }
  return result;
}

std::vector<std::string> link_targets(const GraphView& graph) {
  std::set<std::string> targets;
  for (const auto& link : graph.links)
    if (!link.to) targets.insert(link.path.str());
  return {targets.begin(), targets.end()};
}

}  // namespace monoci
