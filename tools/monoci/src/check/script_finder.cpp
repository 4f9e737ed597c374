#include "check/script_finder.hpp"

#include <algorithm>

#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

bool is_input(const Project& project, const RepoPath& place) {
  const auto& own = project.id.directory;
  return own.contains(place) || place.contains(own) ||
         std::ranges::any_of(project.outside, [&](const OutsideInput& input) { return input.path.contains(place); }) ||
         std::ranges::any_of(project.patterns,
                             [&](const InputPattern& pattern) { return pattern.glob.matches_at_or_above(place); });
}

// Of a project with a manifest, by where it lies in it (workspace/manifests.cpp).
bool is_read_with_its_project(const RepoPath& file, const Project& owner, const Ecosystem& ecosystem) {
  const auto seen = std::string_view(file.str()).substr(owner.id.directory.below_prefix().size());
  return std::ranges::find(owner.ecosystems, ecosystem.name) != owner.ecosystems.end() &&
         companion_of(ecosystem, seen) != Companion::none;
}

}  // namespace

bool ScriptFinder::reads(std::string_view file_name) { return !mark_of(file_name).empty(); }

void ScriptFinder::look_at(const RepoPath& file, const Project* owner, std::string_view text) {
  if (!text.contains(mark_of(file.name()))) return;
  for (const auto& ecosystem : ecosystems()) {
    if (ecosystem.mark.empty() || ecosystem.read_continuation == nullptr) continue;
    if (owner != nullptr && is_read_with_its_project(file, *owner, ecosystem)) continue;
    Manifest said;
    ecosystem.read_continuation({file.str(), std::string(text)}, "", said);
    for (const auto& requirement : said.requirements)
      if (const auto place = requirement.path ? RepoPath().resolve(*requirement.path) : std::nullopt)
        add(owner, *place, requirement.spot);
  }
}

const Project* ScriptFinder::project_at(const RepoPath& place) const {
  if (const auto* project = workspace_.find({place})) return project;
  const auto& real = links_.resolve(place).real;
  if (!real) return nullptr;
  if (const auto* project = workspace_.find({*real})) return project;
  const auto member = workspace_.living_at.find(*real);
  return member == workspace_.living_at.end() ? nullptr : workspace_.find(member->second);
}

void ScriptFinder::add(const Project* owner, const RepoPath& place, const Spot& spot) {
  const auto* project = project_at(place);
  if (project == nullptr && !links_.resolve(place).type) return;
  const auto& needed = project == nullptr ? place : project->id.directory;
  if (owner != nullptr && project != nullptr &&
      (project == owner || needed_.contain(*owner, project->id) || is_input(*owner, needed)))
    return;
  if (owner != nullptr && project == nullptr && is_input(*owner, place)) return;
  const auto by = owner == nullptr ? RepoPath::parse(spot.file.str()).value() : owner->id.directory;
  const std::pair key(by, needed);
  const auto [known, is_new] = found_.try_emplace(key, UnreadScript{owner, needed, project != nullptr, spot});
  if (!is_new) known->second.first = std::min(known->second.first, spot);
}

std::vector<UnreadScript> ScriptFinder::found() const {
  std::vector<UnreadScript> all;
  for (const auto& [key, each] : found_) all.push_back(each);
  return all;
}

}  // namespace monoci
