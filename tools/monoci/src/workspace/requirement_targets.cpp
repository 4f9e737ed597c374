#include "workspace/requirement_targets.hpp"

namespace monoci {

std::vector<Target> targets_of(const Requirement& requirement, const RepoPath& directory, const FoundPart& part,
                               const RepoPath& root, const Found& found) {
  const auto workspace = found.workspaces.find({root, part.ecosystem});
  const auto* root_manifest = workspace == found.workspaces.end() ? nullptr : workspace->second.manifest;
  return part.ecosystem->targets_of(requirement, {directory, *part.manifest, root, root_manifest});
}

}  // namespace monoci
