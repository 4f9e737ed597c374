#include "render/affected_report.hpp"

namespace monoci {

Affected selected(Affected affected, const Workspace& workspace, const std::optional<std::string>& kind, bool direct) {
  std::erase_if(affected.projects, [&](const auto& entry) {
    const auto* project = workspace.find(entry.first);
    const bool other_kind = kind && (!project || project->kind != *kind);
    return other_kind || (direct && entry.second.reasons.empty());
  });
  return canonical(std::move(affected));
}

}  // namespace monoci
