#include "workspace/manifests.hpp"

#include <algorithm>

#include "workspace/named_file.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostContinuations = 1000;  // of one manifest: links in circles could make any number of names

template <class List>
void append(List& list, const List& more) {
  list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

std::shared_ptr<const ManifestCache::Parsed> ManifestCache::find(const Key& key) const {
  const auto found = by_files_and_contents_.find(key);
  return found == by_files_and_contents_.end() ? nullptr : found->second;
}

std::shared_ptr<const ManifestCache::Parsed> ManifestCache::parse(const Ecosystem& ecosystem,
                                                                  const ManifestTexts& texts, const Key& key) {
  auto parsed = std::make_shared<Parsed>();
  parsed->manifest = ecosystem.read_manifest(texts, parsed->problems);
  const bool is_known = std::ranges::none_of(key, [](const auto& each) { return each.second.empty(); });
  if (is_known) by_files_and_contents_[key] = parsed;
  return parsed;
}

void Manifests::add_unreadable(const Ecosystem& ecosystem, Diagnostic problem) {
  unreadable_.push_back(std::move(problem));
  with_unreadable_.insert(&ecosystem);
}

// The files of these names that are there. False where one of them is, and nobody can say what it holds.
bool Manifests::find_files(const Ecosystem& ecosystem, std::span<const std::string_view> names,
                           const RepoPath& directory, std::vector<Place>& places) {
  bool all_known = true;
  for (const auto name : names) {
    const auto spelled = directory.child(name);
    auto file = named_file(links_, spelled);
    if (file.real) places.push_back({.spelled = spelled, .real = *file.real});
    if (!file.is_unknown) continue;
    add_unreadable(ecosystem, std::move(file.fault.value()));
    all_known = false;
  }
  return all_known;
}

// Those that match a pattern. False as above.
bool Manifests::find_companions(const Ecosystem& ecosystem, const RepoPath& directory, std::vector<Place>& places) {
  std::set<std::string_view> below;  // directories that patterns name; empty: the manifest's own
  for (const auto& patterns : {ecosystem.companion_patterns, ecosystem.marked_patterns})
    for (const auto pattern : patterns)
      below.insert(pattern.contains('/') ? pattern.substr(0, pattern.find('/')) : std::string_view());
  const auto beside = links_.list(directory);
  const auto may_be_there = [&](std::string_view name) {
    return std::ranges::any_of(beside, [&](const Entry& entry) {
      return entry.name == name && (entry.type == EntryType::directory || entry.type == EntryType::link);
    });
  };
  bool all_known = true;
  for (const auto name : below) {
    if (!name.empty() && !may_be_there(name)) continue;
    const auto place = name.empty() ? directory : directory.child(name);
    for (const auto& entry : name.empty() ? beside : links_.list(place)) {
      const auto path = name.empty() ? entry.name : std::string(name) + "/" + entry.name;
      if (entry.type != EntryType::file && entry.type != EntryType::link) continue;
      const auto companion = companion_of(ecosystem, path);
      if (companion == Companion::none) continue;
      // A script that is not there requires nothing, whatever other scripts do.
      if (companion == Companion::marked && named_file(links_, place.child(entry.name)).is_unknown) continue;
      const std::string_view found = entry.name;
      const auto before = places.size();
      all_known = find_files(ecosystem, {&found, 1}, place, places) && all_known;
      if (places.size() > before) places.back().if_marked = companion == Companion::marked;
    }
  }
  return all_known;
}

std::shared_ptr<const ManifestCache::Parsed> Manifests::parsed(const Ecosystem& ecosystem,
                                                               const std::vector<Place>& places) {
  ManifestCache::Key key;
  for (const auto& place : places) key.emplace_back(place.spelled.str(), links_.tree().content_id(place.real));
  if (auto known = cache_.find(key)) return known;
  ManifestTexts texts;
  for (const auto& place : places) {
    auto text = links_.tree().read(place.real);
    if (!text) {
      add_unreadable(ecosystem, text.error());
      return nullptr;
    }
    if (!place.if_marked || text->contains(ecosystem.mark)) texts.push_back({place.spelled.str(), std::move(*text)});
  }
  return cache_.parse(ecosystem, texts, key);
}

std::shared_ptr<const Manifest> Manifests::continuation(const Ecosystem& ecosystem, const RepoPath& directory,
                                                        const Place& place) {
  const std::tuple key(&ecosystem, directory, place.spelled, links_.tree().content_id(place.real));
  const bool has_id = !std::get<3>(key).empty();
  if (const auto known = cache_.continuations.find(key); has_id && known != cache_.continuations.end())
    return known->second;
  auto text = links_.tree().read(place.real);
  if (!text) {
    add_unreadable(ecosystem, text.error());
    return nullptr;
  }
  auto made = std::make_shared<Manifest>();
  ecosystem.read_continuation({place.spelled.str(), std::move(*text)}, directory.below_prefix(), *made);
  if (has_id) cache_.continuations[key] = made;
  return made;
}

// The manifest with what the files add that it names, and those that these name. They are told apart as they are
// spelled: what they name in turn is seen from there.
std::shared_ptr<const ManifestCache::Parsed> Manifests::continued(const Ecosystem& ecosystem, const RepoPath& directory,
                                                                  const std::vector<Place>& places,
                                                                  const ManifestCache::Parsed& begun) {
  auto whole = std::make_shared<ManifestCache::Parsed>(begun);
  auto& manifest = whole->manifest.value();
  std::set<RepoPath> known;
  for (const auto& place : places) known.insert(place.spelled);
  std::size_t read = 0;
  for (std::size_t i = 0; i < manifest.continued_in.size(); ++i) {
    const auto path = directory.resolve(manifest.continued_in[i].text);
    if (!path || !known.insert(*path).second) continue;
    const auto& resolved = links_.resolve(*path);
    continuations_.insert(*path);
    if (resolved.real) continuations_.insert(*resolved.real);
    auto file = named_file(links_, *path);
    if (file.is_unknown) add_unreadable(ecosystem, std::move(file.fault.value()));
    if (!file.real) continue;
    if (++read > kMostContinuations) {
      add_unreadable(ecosystem, {.what = "more than 1,000 files say what this project requires",
                                 .where = manifest.continued_in[i].spot,
                                 .hint = "name fewer of them; those behind are not read"});
      break;
    }
    const auto more = continuation(ecosystem, directory, {.spelled = *path, .real = *file.real});
    if (!more) continue;
    append(manifest.requirements, more->requirements);
    append(manifest.parent_paths, more->parent_paths);
    append(manifest.continued_in, more->continued_in);
  }
  return whole;
}

void Manifests::look_for(const Ecosystem& ecosystem, const RepoPath& directory, Known& known) {
  std::vector<Place> places;
  const bool all_known = find_files(ecosystem, ecosystem.manifest_files, directory, places);
  if (places.empty() && all_known) return;
  const auto first = places.empty() ? directory.child(ecosystem.manifest_files[0]) : places[0].spelled;
  const bool companions_known = find_files(ecosystem, ecosystem.companion_files, directory, places) &&
                                find_companions(ecosystem, directory, places);
  auto parsed = all_known && companions_known ? this->parsed(ecosystem, places) : nullptr;
  if (parsed && parsed->manifest && parsed->manifest->not_understood)
    add_unreadable(ecosystem, *parsed->manifest->not_understood);
  if (parsed && parsed->manifest && !parsed->manifest->continued_in.empty())
    parsed = continued(ecosystem, directory, places, *parsed);
  known.found.push_back({&ecosystem, first, parsed && parsed->manifest ? &*parsed->manifest : nullptr});
  known.parsed.push_back(std::move(parsed));
}

Manifests::Known& Manifests::look_up(const RepoPath& directory) {
  const auto [place, is_new] = known_.try_emplace(directory);
  if (is_new)
    for (const auto& ecosystem : ecosystems()) look_for(ecosystem, directory, place->second);
  return place->second;
}

const std::vector<FoundManifest>& Manifests::in(const RepoPath& directory) { return look_up(directory).found; }

const FoundManifest* Manifests::in(const RepoPath& directory, const Ecosystem& ecosystem) {
  const auto& found = in(directory);
  const auto manifest = std::ranges::find(found, &ecosystem, &FoundManifest::ecosystem);
  return manifest == found.end() ? nullptr : &*manifest;
}

std::vector<ReadManifest> Manifests::read_in(const RepoPath& directory) {
  const auto& known = look_up(directory);
  std::vector<ReadManifest> read;
  for (std::size_t i = 0; i < known.found.size(); ++i)
    if (const auto* manifest = known.found[i].manifest)
      read.push_back({known.found[i].ecosystem, std::shared_ptr<const Manifest>(known.parsed[i], manifest)});
  return read;
}

void Manifests::report(const RepoPath& directory, const Ecosystem& ecosystem, Diagnostics& problems) {
  auto& known = look_up(directory);
  if (!known.reported.insert(&ecosystem).second) return;
  for (std::size_t i = 0; i < known.found.size(); ++i)
    if (known.found[i].ecosystem == &ecosystem && known.parsed[i]) problems.append(known.parsed[i]->problems);
}

}  // namespace monoci
