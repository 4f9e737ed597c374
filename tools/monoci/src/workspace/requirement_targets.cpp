#include "workspace/requirement_targets.hpp"

namespace monoci {

namespace {

struct DeclaredSources {
  RepoPath declared_in;  // paths are relative to this directory
  const std::vector<Source>* entries = nullptr;
};

DeclaredSources sources_for(const std::string& name, const FoundProject& project, const RepoPath& root,
                            const Found& found) {
  if (const auto own = project.manifest->sources.find(name); own != project.manifest->sources.end()) {
    return {project.directory, &own->second};
  }
  const auto workspace = found.workspaces.find(root);
  if (workspace == found.workspaces.end() || workspace->second.manifest == nullptr) return {};
  const auto& inherited = workspace->second.manifest->sources;
  const auto entry = inherited.find(name);
  return entry == inherited.end() ? DeclaredSources{} : DeclaredSources{root, &entry->second};
}

bool counts_for(const Source& source, const Requirement& requirement) {
  const bool of_extra = requirement.holder == Holder::extra;
  const bool of_group = requirement.holder == Holder::group;
  if (source.extra && !(of_extra && *source.extra == requirement.holder_name)) return false;
  return !source.group || (of_group && *source.group == requirement.holder_name);
}

Target member_target(const Requirement& requirement, const RepoPath& root, const Source* source) {
  return {Target::Kind::member, root, requirement.name, source != nullptr,
          source != nullptr ? source->spot : requirement.spot};
}

void add_target(const Source& source, const DeclaredSources& sources, const Requirement& requirement,
                const RepoPath& root, std::vector<Target>& targets) {
  if (source.kind == SourceKind::member) targets.push_back(member_target(requirement, root, &source));
  const auto place = sources.declared_in.resolve(source.path);
  if (!place) return;  // outside the repository
  if (source.kind == SourceKind::member_of) targets.push_back(member_target(requirement, *place, &source));
  if (source.kind == SourceKind::path) targets.push_back({Target::Kind::path, *place, {}, true, source.spot});
}

}  // namespace

std::vector<Target> targets_of(const Requirement& requirement, const FoundProject& project, const RepoPath& root,
                               const Found& found) {
  std::vector<Target> targets;
  bool has_source = false;
  const auto sources = sources_for(requirement.name, project, root, found);
  if (sources.entries != nullptr) {
    for (const auto& source : *sources.entries) {
      if (!counts_for(source, requirement)) continue;
      has_source = true;
      add_target(source, sources, requirement, root, targets);
    }
  }
  if (has_source) return targets;
  if (!requirement.direct) return {member_target(requirement, root, nullptr)};
  if (requirement.path) {
    if (const auto place = project.directory.resolve(*requirement.path)) {
      targets.push_back({Target::Kind::path, *place, {}, true, requirement.spot});
    }
  }
  return targets;
}

}  // namespace monoci
