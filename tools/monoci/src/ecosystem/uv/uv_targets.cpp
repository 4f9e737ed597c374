#include "ecosystem/uv/uv.hpp"

namespace monoci {

namespace {

struct DeclaredSources {
  RepoPath declared_in;  // paths are relative to this directory
  const std::vector<Source>* entries = nullptr;
};

DeclaredSources sources_for(const std::string& name, const Requirer& requirer) {
  const auto& own = requirer.manifest.sources;
  if (const auto entry = own.find(name); entry != own.end()) return {requirer.directory, &entry->second};
  if (requirer.root_manifest == nullptr) return {};
  const auto& inherited = requirer.root_manifest->sources;
  const auto entry = inherited.find(name);
  return entry == inherited.end() ? DeclaredSources{} : DeclaredSources{requirer.root, &entry->second};
}

bool counts_for(const Source& source, const Requirement& requirement) {
  const bool of_extra = requirement.holder == Holder::extra;
  const bool of_group = requirement.holder == Holder::group;
  if (source.extra && !(of_extra && *source.extra == requirement.holder_name)) return false;
  return !source.group || (of_group && *source.group == requirement.holder_name);
}

Target member_target(const Requirement& requirement, const RepoPath& root, const Source* source) {
  return {Target::Kind::member, root,  requirement.name,
          source != nullptr,    false, source != nullptr ? source->spot : requirement.spot};
}

Target path_target(const std::optional<RepoPath>& place, const std::string& written, const Spot& spot) {
  if (!place) return {Target::Kind::outside, {}, written, false, false, spot};
  return {Target::Kind::path, *place, {}, true, false, spot};
}

void add_target(const Source& source, const DeclaredSources& sources, const Requirement& requirement,
                const RepoPath& root, std::vector<Target>& targets) {
  if (source.kind == SourceKind::member) targets.push_back(member_target(requirement, root, &source));
  if (source.kind != SourceKind::path && source.kind != SourceKind::member_of) return;
  const auto place = sources.declared_in.resolve(source.path);
  if (place && source.kind == SourceKind::member_of)
    targets.push_back(member_target(requirement, *place, &source));
  else
    targets.push_back(path_target(place, source.path, source.spot));
}

}  // namespace

std::vector<const Source*> uv_sources_of(const Requirement& requirement, const Requirer& requirer) {
  std::vector<const Source*> counting;
  const auto sources = sources_for(requirement.name, requirer);
  if (sources.entries == nullptr) return counting;
  for (const auto& source : *sources.entries)
    if (counts_for(source, requirement)) counting.push_back(&source);
  return counting;
}

std::vector<Target> uv_targets(const Requirement& requirement, const Requirer& requirer) {
  if (requirement.by_other_tool) {
    const auto place = requirement.path ? requirer.directory.resolve(*requirement.path) : std::nullopt;
    if (!place) return {};
    return {{Target::Kind::path, *place, requirement.name, false, true, requirement.spot}};
  }
  if (requirement.name == requirer.manifest.name)  // whatever its sources say
    return {{Target::Kind::itself, requirer.directory, requirement.name, false, false, requirement.spot}};
  std::vector<Target> targets;
  bool has_source = false;
  const auto sources = sources_for(requirement.name, requirer);
  if (sources.entries != nullptr) {
    for (const auto& source : *sources.entries) {
      if (!counts_for(source, requirement)) continue;
      has_source = true;
      add_target(source, sources, requirement, requirer.root, targets);
    }
  }
  if (has_source) return targets;
  if (!requirement.direct) return {member_target(requirement, requirer.root, nullptr)};
  if (requirement.path)
    targets.push_back(path_target(requirer.directory.resolve(*requirement.path), *requirement.path, requirement.spot));
  return targets;
}

}  // namespace monoci
