#include "workspace/locks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "workspace/locked_edges.hpp"
#include "workspace/named_file.hpp"

namespace monoci {

namespace {

// The entry of a local project is known by where it lies; its name alone may be that of several.
std::map<RepoPath, const LockedPackage*> packages_by_place(const Lock& lock, const RepoPath& root) {
  std::map<RepoPath, const LockedPackage*> places;
  for (const auto& package : lock.packages)
    if (const auto place = package.path != nullptr ? root.resolve(*package.path) : std::nullopt)
      places.emplace(*place, &package);
  return places;
}

void add_requirements(const LockedTable& table, std::vector<Requirement>& requirements) {
  for (const auto& locked : table.requirements) {
    Requirement requirement;
    requirement.name = *locked.name;
    for (const auto* extra : locked.extras) requirement.extras.push_back(*extra);
    requirement.holder = table.holder;
    if (table.name != nullptr) requirement.holder_name = *table.name;
    requirement.spot = locked.spot;
    requirements.push_back(std::move(requirement));
  }
}

bool is_dynamic(const DynamicTables& dynamic, Holder holder) {
  return (holder == Holder::dependencies && dynamic.dependencies) || (holder == Holder::extra && dynamic.extras);
}

bool names_a_directory(const Manifest* manifest) {
  if (manifest == nullptr) return false;
  const auto is_near = [](const Source& source) { return source.kind != SourceKind::elsewhere; };
  return std::ranges::any_of(manifest->sources,
                             [&](const auto& entry) { return std::ranges::any_of(entry.second, is_near); }) ||
         std::ranges::any_of(manifest->requirements, [](const Requirement& each) { return each.path.has_value(); });
}

// A package from elsewhere can require a project only where the lock knows several: members, and what sources name.
bool may_know_several(const FoundWorkspace& workspace, const Found& found) {
  if (workspace.ecosystem->lock_files.empty()) return false;
  if (workspace.members.size() != 1) return !workspace.members.empty();
  const auto* part = found.projects.at(*workspace.members.begin()).part(*workspace.ecosystem);
  return names_a_directory(workspace.manifest) || (part != nullptr && names_a_directory(part->manifest));
}

// The first of them: a member may have moved since it was locked.
const FoundProject* member_named(const std::string& name, const FoundWorkspace& workspace, const Found& found) {
  for (const auto& directory : workspace.members) {
    const auto& project = found.projects.at(directory);
    const auto* part = project.part(*workspace.ecosystem);
    if (part != nullptr && part->manifest != nullptr && part->manifest->name == name) return &project;
  }
  return nullptr;
}

LockedPlace place_of(const LockedPackage& package, const FoundWorkspace& workspace, const Found& found,
                     const Links& links) {
  const auto directory = package.path != nullptr ? workspace.root.resolve(*package.path) : std::nullopt;
  const auto* project = directory ? found.meant_by(*directory, links) : nullptr;
  if (project == nullptr && package.path != nullptr) project = member_named(*package.name, workspace, found);
  if (project == nullptr) return {};
  const auto* part = project->part(*workspace.ecosystem);
  return {project, workspace.members.contains(project->directory), part != nullptr && part->is_project()};
}

std::shared_ptr<const Result<Lock>> no_lock(Diagnostic why) {
  return std::make_shared<const Result<Lock>>(std::unexpected(std::move(why)));
}

std::shared_ptr<const Result<Lock>> parsed(const Ecosystem& ecosystem, const RepoPath& file,
                                           const Result<std::string>& text) {
  if (!text) return no_lock(text.error());
  return std::make_shared<const Result<Lock>>(ecosystem.read_lock({file.str(), *text}));
}

}  // namespace

std::shared_ptr<const Result<Lock>> read_lock(const FileTree& tree, const LockFile& file, LockCache& cache) {
  const auto id = tree.content_id(file.real);
  if (const auto cached = cache.find(id); cached != cache.end()) return cached->second;
  auto lock = parsed(*file.ecosystem, file.file, tree.read(file.real));
  if (!id.empty()) cache[id] = lock;
  return lock;
}

void read_locks(const FileTree& tree, const std::vector<LockFile>& files, LockCache& cache) {
  if (files.size() < 2) return;
  std::future<void> parsing;
  for (const auto& [file, real, ecosystem] : files) {
    const auto id = tree.content_id(real);
    if (id.empty() || cache.contains(id)) continue;
    auto& lock = cache[id];
    auto text = tree.read(real);
    if (parsing.valid()) parsing.get();
    parsing = std::async([&lock, ecosystem, &file, text = std::move(text)] { lock = parsed(*ecosystem, file, text); });
  }
  if (parsing.valid()) parsing.get();
}

bool asks_lock(const FoundPart& part) {
  return part.manifest != nullptr && !part.ecosystem->lock_files.empty() &&
         (part.manifest->dynamic.dependencies || part.manifest->dynamic.extras);
}

void Locks::read_ahead(const std::set<WorkspaceKey>& workspaces) {
  std::vector<LockFile> files;
  for (const auto& workspace : workspaces) {
    ReadLock unused;
    if (auto file = read_.contains(workspace) ? std::nullopt : find(workspace, unused))
      files.push_back(std::move(*file));
  }
  read_locks(links_.tree(), files, cache_);
}

// The first of the ecosystem's locks that is there. Where none is, the lock says so.
std::optional<LockFile> Locks::find(const WorkspaceKey& workspace, ReadLock& lock) const {
  const auto& [root, ecosystem] = workspace;
  std::string names;
  for (const auto name : ecosystem->lock_files) {
    const auto file = root.child(name);
    auto named = named_file(links_, file);
    if (named.fault) {
      lock.text = no_lock(std::move(*named.fault));
      return std::nullopt;
    }
    if (named.real) return LockFile{file, std::move(*named.real), ecosystem};
    names += (names.empty() ? "`" : ", `") + file.str() + "`";
  }
  lock.is_missing = true;
  lock.text = no_lock({.what = fmt::format("{} does not exist", names), .where = {}, .hint = {}});
  return std::nullopt;
}

const Locks::ReadLock& Locks::lock_of(const WorkspaceKey& workspace) {
  const auto [place, is_new] = read_.try_emplace(workspace);
  auto& known = place->second;
  if (!is_new) return known;
  if (const auto file = find(workspace, known)) known.text = read_lock(links_.tree(), *file, cache_);
  if (*known.text) known.by_place = packages_by_place(**known.text, workspace.first);
  return known;
}

std::vector<Requirement> Locks::requirements_of(const RepoPath& directory, const FoundPart& part,
                                                const RepoPath& root) {
  std::vector<Requirement> requirements;
  if (!asks_lock(part)) return requirements;
  const auto& dynamic = part.manifest->dynamic;
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
    if (is_dynamic(dynamic, table.holder)) add_requirements(table, requirements);
  }
  return requirements;
}

std::vector<Edge> Locks::edges_of(const FoundWorkspace& workspace, const Found& found, Diagnostics& problems) {
  if (!may_know_several(workspace, found)) return {};
  const WorkspaceKey key{workspace.root, workspace.ecosystem};
  const auto& lock = lock_of(key);
  if (!*lock.text) {
    const auto& fault = lock.text->error();
    if (!lock.is_missing)
      problems.warning(fault.what, fault.where, "what its packages require of projects here is not known");
    return {};
  }
  std::vector<LockedPlace> places;
  for (const auto& package : (*lock.text)->packages) places.push_back(place_of(package, workspace, found, links_));
  auto edges = locked_edges(**lock.text, places);
  if (edges) return std::move(*edges);
  problems_[key] = fmt::format("the packages of the lock in `{}` require projects in more ways than can be followed",
                               workspace.root.str());
  return {};
}

std::set<WorkspaceKey> Locks::known_to_locks(const Found& found) {
  std::set<WorkspaceKey> asked;
  for (const auto& [key, workspace] : found.workspaces)
    if (may_know_several(workspace, found)) asked.insert(key);
  return asked;
}

std::optional<std::string> Locks::problem(const WorkspaceKey& workspace) const {
  const auto found = problems_.find(workspace);
  return found == problems_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace monoci
