#include "workspace/found.hpp"

#include <algorithm>

namespace monoci {

const FoundPart* FoundProject::part(const Ecosystem& ecosystem) const {
  const auto found = std::ranges::find(parts, &ecosystem, &FoundPart::ecosystem);
  return found == parts.end() ? nullptr : &*found;
}

const FoundProject* Found::meant_by(const RepoPath& spelled, const Links& links) const {
  if (const auto found = projects.find(spelled); found != projects.end()) return &found->second;
  const auto& resolved = links.resolve(spelled);
  if (!resolved.real) return nullptr;
  if (const auto found = projects.find(*resolved.real); found != projects.end()) return &found->second;
  const auto member = members_living_at.find(*resolved.real);
  return member == members_living_at.end() ? nullptr : &projects.at(member->second);
}

bool Found::has(const RepoPath& directory, const Ecosystem& ecosystem) const {
  const auto found = projects.find(directory);
  return found != projects.end() && found->second.part(ecosystem) != nullptr;
}

}  // namespace monoci
