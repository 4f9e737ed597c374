#include "init/signs.hpp"

namespace monoci {

namespace {

void add_requirement(ManifestFacts& facts, const Requirement& requirement) {
  if (requirement.holder == Holder::build) return;
  if (requirement.holder == Holder::extra) facts.extras.insert(requirement.holder_name);  // also where it is dynamic
  if (requirement.holder == Holder::dependencies) facts.dependencies.insert(requirement.name);
  for (const auto& row : tool_rows())
    if (brings(row, requirement.name)) facts.tools[row.tool].insert({requirement.holder, requirement.holder_name});
}

}  // namespace

std::optional<ManifestFacts> manifest_facts(const std::vector<FoundManifest>& manifests) {
  for (const auto& found : manifests) {
    if (found.manifest == nullptr || !found.manifest->work) continue;
    ManifestFacts facts;
    static_cast<WorkFacts&>(facts) = *found.manifest->work;
    facts.file = found.path;
    facts.is_project = found.manifest->is_project;
    if (found.manifest->workspace)
      for (const auto& pattern : found.manifest->workspace.value().members) facts.members.push_back(pattern.text);
    for (const auto& requirement : found.manifest->requirements) add_requirement(facts, requirement);
    return facts;
  }
  return std::nullopt;
}

}  // namespace monoci
