#include "init/tool_ways.hpp"

#include <string_view>

namespace monoci {

namespace {

std::string_view word_of(Way::Through through) { return through == Way::Through::group ? "group" : "extra"; }

bool is_installed_anyway(const ManifestFacts& facts, const ToolPlace& place) {
  return place.holder == Holder::dependencies ||
         (place.holder == Holder::group && facts.default_groups.contains(place.name));
}

Way way_through(const ToolPlace& place, Tool tool) {
  const auto through = place.holder == Holder::extra ? Way::Through::extra : Way::Through::group;
  return {false, through, place.name.find(row_of(tool).group_hint) == std::string::npos, place.name};
}

void add_own(const ManifestFacts& own, Tool tool, Ways& ways) {
  const auto found = own.tools.find(tool);
  if (found == own.tools.end()) return;
  for (const auto& place : found->second) {
    if (is_installed_anyway(own, place)) ways.insert(Way{});
    if (place.holder != Holder::dependencies) ways.insert(way_through(place, tool));
  }
}

void add_of_root(const ManifestFacts& root, const ManifestFacts& own, Tool tool, Ways& ways) {
  Ways through_root;
  add_own(root, tool, through_root);
  for (auto way : through_root) {
    way.all_packages = way.through != Way::Through::group || own.groups.contains(way.name);
    ways.insert(std::move(way));
  }
}

}  // namespace

Ways ways_to(const Survey& survey, const SurveyedProject& project, Tool tool) {
  Ways ways;
  const auto* own = project.has_manifest ? survey.manifest(project.id.directory) : nullptr;
  if (own == nullptr) return ways;
  add_own(*own, tool, ways);
  if (project.root == project.id.directory) return ways;
  if (const auto* root = survey.manifest(project.root)) add_of_root(*root, *own, tool, ways);
  for (const auto& way : Ways(ways)) ways.insert({true, way.through, way.is_unnamed, way.name});
  return ways;
}

std::string options_of(const Way& way) {
  std::string options = way.all_packages ? " --all-packages" : "";
  if (way.through != Way::Through::nothing)
    options.append(" --").append(word_of(way.through)).append(" ").append(way.name);
  return options;
}

std::string label_of(const Way& way) {
  std::string label = way.all_packages ? "all-packages" : "";
  if (way.through == Way::Through::nothing) return label;
  if (!label.empty()) label += '-';
  return label.append(word_of(way.through)).append("-").append(way.name);
}

}  // namespace monoci
