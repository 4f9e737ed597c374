#include "workspace/found.hpp"

namespace monoci {

const FoundProject* Found::meant_by(const RepoPath& spelled, const Links& links) const {
  if (const auto found = projects.find(spelled); found != projects.end()) return &found->second;
  const auto& resolved = links.resolve(spelled);
  if (!resolved.real) return nullptr;
  const auto found = projects.find(*resolved.real);
  return found == projects.end() ? nullptr : &found->second;
}

}  // namespace monoci
