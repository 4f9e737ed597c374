#include "workspace/locks.hpp"

#include <fmt/format.h>

#include "workspace/named_file.hpp"

namespace monoci {

namespace {

// The entry of a local project is known by where it lies; its name alone may be that of several.
std::map<RepoPath, const LockedPackage*> packages_by_place(const Lock& lock, const RepoPath& root) {
  std::map<RepoPath, const LockedPackage*> places;
  for (const auto& package : lock.packages)
    if (const auto place = package.path ? root.resolve(*package.path) : std::nullopt) places.emplace(*place, &package);
  return places;
}

void add_requirements(const LockedTable& table, std::vector<Requirement>& requirements) {
  for (const auto& locked : table.requirements) {
    const auto holder = table.extra.empty() ? Holder::dependencies : Holder::extra;
    requirements.push_back({.name = locked.name,
                            .extras = locked.extras,
                            .holder = holder,
                            .holder_name = table.extra,
                            .direct = false,
                            .path = {},
                            .spot = locked.spot});
  }
}

std::shared_ptr<const Result<Lock>> no_lock(Diagnostic why) {
  return std::make_shared<const Result<Lock>>(std::unexpected(std::move(why)));
}

}  // namespace

std::shared_ptr<const Result<Lock>> Locks::read_file(const RepoPath& file, const RepoPath& real,
                                                     const Ecosystem& ecosystem) {
  const auto id = links_.tree().content_id(real);
  if (const auto cached = cache_.find(id); cached != cache_.end()) return cached->second;
  const auto text = links_.tree().read(real);
  auto lock =
      text ? std::make_shared<const Result<Lock>>(ecosystem.read_lock({file.str(), *text})) : no_lock(text.error());
  if (!id.empty()) cache_[id] = lock;
  return lock;
}

// The first of the ecosystem's locks that is there.
std::shared_ptr<const Result<Lock>> Locks::read(const RepoPath& root, const Ecosystem& ecosystem) {
  std::string names;
  for (const auto name : ecosystem.lock_files) {
    const auto file = root.child(name);
    auto named = named_file(links_, file);
    if (named.fault) return no_lock(std::move(*named.fault));
    if (named.real) return read_file(file, *named.real, ecosystem);
    names += (names.empty() ? "`" : ", `") + file.str() + "`";
  }
  return no_lock({.what = fmt::format("{} does not exist", names), .where = {}, .hint = {}});
}

const Locks::ReadLock& Locks::lock_of(const WorkspaceKey& workspace) {
  const auto [place, is_new] = read_.try_emplace(workspace);
  auto& known = place->second;
  if (!is_new) return known;
  known.text = read(workspace.first, *workspace.second);
  if (*known.text) known.by_place = packages_by_place(**known.text, workspace.first);
  return known;
}

std::vector<Requirement> Locks::requirements_of(const RepoPath& directory, const FoundPart& part,
                                                const RepoPath& root) {
  std::vector<Requirement> requirements;
  if (part.manifest == nullptr || part.ecosystem->lock_files.empty()) return requirements;
  const auto& dynamic = part.manifest->dynamic;
  if (!dynamic.dependencies && !dynamic.extras) return requirements;
  const auto& lock = lock_of({root, part.ecosystem});
  if (!*lock.text) {
    if (dynamic.needs_lock()) {
      problems_[{root, part.ecosystem}] =
          fmt::format("the dependencies of `{}` are dynamic and {}", directory.str(), lock.text->error().what);
    }
    return requirements;
  }
  const auto entry = lock.by_place.find(directory);
  if (entry == lock.by_place.end()) return requirements;
  for (const auto& table : entry->second->tables) {
    if (table.extra.empty() ? dynamic.dependencies : dynamic.extras) add_requirements(table, requirements);
  }
  return requirements;
}

std::optional<std::string> Locks::problem(const WorkspaceKey& workspace) const {
  const auto found = problems_.find(workspace);
  return found == problems_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace monoci
