#include "workspace/manifests.hpp"

namespace monoci {

std::shared_ptr<const ManifestCache::Parsed> ManifestCache::find(const std::string& file, const std::string& id) const {
  const auto found = by_file_and_content_.find({file, id});
  return found == by_file_and_content_.end() ? nullptr : found->second;
}

std::shared_ptr<const ManifestCache::Parsed> ManifestCache::parse(const Ecosystem& ecosystem, const SourceText& source,
                                                                  const std::string& id) {
  auto parsed = std::make_shared<Parsed>();
  parsed->manifest = ecosystem.read_manifest(source, parsed->problems);
  if (!id.empty()) by_file_and_content_[{source.file, id}] = parsed;
  return parsed;
}

std::shared_ptr<const ManifestCache::Parsed> Manifests::parsed(const Ecosystem& ecosystem, const RepoPath& spelled,
                                                               const RepoPath& real) {
  const auto id = links_.tree().content_id(real);
  if (!id.empty()) {
    if (auto known = cache_.find(spelled.str(), id)) return known;
  }
  const auto text = links_.tree().read(real);
  if (!text) {
    unreadable_.push_back(text.error());
    return nullptr;
  }
  return cache_.parse(ecosystem, {spelled.str(), *text}, id);
}

Manifests::Known& Manifests::look_up(const RepoPath& directory) {
  const auto [place, is_new] = known_.try_emplace(directory);
  auto& known = place->second;
  if (!is_new) return known;
  for (const auto& ecosystem : ecosystems()) {
    const auto spelled = directory.child(ecosystem.manifest_file);
    const auto resolved = links_.resolve(spelled);
    if (resolved.type != EntryType::file) continue;
    known.parsed = parsed(ecosystem, spelled, *resolved.real);
    const bool has_meaning = known.parsed && known.parsed->manifest;
    known.found = {&ecosystem, spelled, has_meaning ? &*known.parsed->manifest : nullptr};
    break;
  }
  return known;
}

std::optional<FoundManifest> Manifests::in(const RepoPath& directory) { return look_up(directory).found; }

void Manifests::report(const RepoPath& directory, Diagnostics& problems) {
  auto& known = look_up(directory);
  if (known.parsed && !known.reported) problems.append(known.parsed->problems);
  known.reported = true;
}

}  // namespace monoci
