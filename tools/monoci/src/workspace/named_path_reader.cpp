#include "workspace/named_path_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ecosystem/ecosystem.hpp"
#include "workspace/named_file.hpp"

namespace monoci {

namespace {

constexpr std::size_t kMostFilesInARow = 1000;

}  // namespace

const std::vector<NamedPath>& NamedPathReader::read(const RepoPath& file, ReadNamedPaths reader) {
  const auto [place, is_new] = known_.try_emplace({file, reader});
  auto& paths = place->second;
  if (!is_new) return paths;
  const auto named = named_file(links_, file);
  if (!named.real) return paths;
  const std::tuple key(file.str(), links_.tree().content_id(*named.real), reader);
  const bool has_id = !std::get<1>(key).empty();
  if (const auto cached = cache_.find(key); has_id && cached != cache_.end()) return paths = cached->second;
  const auto text = links_.tree().read(*named.real);
  if (!text) {
    unreadable.push_back(text.error());
    return paths;
  }
  paths = reader({file.str(), *text});
  if (has_id) cache_[key] = paths;
  return paths;
}

bool NamedPathReader::may_follow(std::size_t read_before, const NamedPath& path) {
  if (read_before < kMostFilesInARow) return true;
  if (told_.insert(path.spot).second)
    unreadable.push_back(
        {.what = fmt::format("more than {} files name each other in a row from here", kMostFilesInARow),
         .where = path.spot,
         .hint = "name them in fewer steps; those behind are not read"});
  return false;
}

void NamedPathReader::each_installed(const RepoPath& directory, const NamedPath& path, const NamedFrom& contexts,
                                     const FoundInstalled& found) {
  if (path.installs == NamedPath::Installs::nothing) return;
  std::set<std::pair<RepoPath, ReadNamedPaths>> followed;
  std::vector<std::pair<RepoPath, NamedPath>> waiting{{directory, path}};
  while (!waiting.empty()) {
    const auto [from, named] = std::move(waiting.back());
    waiting.pop_back();
    for (const auto& place : readings_of(named, from, contexts)) {
      if (named.read == nullptr)
        found(place, named);
      else if (!followed.contains({place, named.read}) && may_follow(followed.size(), path) &&
               followed.emplace(place, named.read).second)
        for (const auto& next : read(place, named.read)) waiting.emplace_back(place.parent(), next);
    }
  }
}

std::vector<RepoPath> readings_of(const NamedPath& path, const RepoPath& directory, const NamedFrom& contexts) {
  NamedFrom from = path.from_context ? contexts : NamedFrom{directory};
  if (path.from_root) from.emplace_back();
  std::set<RepoPath> all;
  for (const auto& each : from) {
    auto place = each.resolve(path.text);
    if (!place || (place->is_root() && path.installs == NamedPath::Installs::nothing)) continue;
    all.insert(path.use == NamedPath::Use::directory ? place->parent() : *place);
  }
  return {all.begin(), all.end()};
}

bool is_told_by_manifest(const Project& owner, const RepoPath& file, ReadNamedPaths reader) {
  if (reader != &requirements_paths || owner.manifests.empty()) return false;
  const auto below = std::string_view(file.str()).substr(owner.id.directory.below_prefix().size());
  return std::ranges::any_of(owner.ecosystems, [&](std::string_view name) {
    const auto* ecosystem = ecosystem_named(name);
    return ecosystem != nullptr && companion_of(*ecosystem, below) == Companion::always;
  });
}

}  // namespace monoci
