#include "workspace/locks.hpp"

#include <fmt/format.h>

namespace monoci {

namespace {

// The entry of a local project is known by where it lies; its name alone may be that of several.
const LockedPackage* entry_of(const Lock& lock, const FoundProject& project, const RepoPath& root) {
  for (const auto& package : lock.packages) {
    if (package.path && root.resolve(*package.path) == project.directory) return &package;
  }
  return nullptr;
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

}  // namespace

std::shared_ptr<const Result<Lock>> Locks::read(const RepoPath& file, const Ecosystem& ecosystem) {
  auto& known = read_[file];
  if (known) return known;
  const auto resolved = links_.resolve(file);
  if (resolved.type != EntryType::file) {
    const Diagnostic missing{.what = fmt::format("`{}` does not exist", file.str()), .where = {}, .hint = {}};
    return known = std::make_shared<const Result<Lock>>(std::unexpected(missing));
  }
  const auto id = links_.tree().content_id(*resolved.real);
  if (const auto cached = cache_.find(id); cached != cache_.end()) return known = cached->second;
  const auto text = links_.tree().read(*resolved.real);
  known = std::make_shared<const Result<Lock>>(text ? ecosystem.read_lock({file.str(), *text})
                                                    : Result<Lock>(std::unexpected(text.error())));
  if (!id.empty()) cache_[id] = known;
  return known;
}

std::vector<Requirement> Locks::requirements_of(const FoundProject& project, const RepoPath& root) {
  std::vector<Requirement> requirements;
  if (project.manifest == nullptr) return requirements;
  const auto& dynamic = project.manifest->dynamic;
  if (!dynamic.dependencies && !dynamic.extras) return requirements;
  const auto lock = read(root.child(project.ecosystem->lock_file), *project.ecosystem);
  if (!*lock) {
    if (dynamic.needs_lock()) {
      problems_[root] =
          fmt::format("the dependencies of `{}` are dynamic and {}", project.directory.str(), lock->error().what);
    }
    return requirements;
  }
  const auto* entry = entry_of(**lock, project, root);
  if (entry == nullptr) return requirements;
  for (const auto& table : entry->tables) {
    if (table.extra.empty() ? dynamic.dependencies : dynamic.extras) add_requirements(table, requirements);
  }
  return requirements;
}

std::optional<std::string> Locks::problem(const RepoPath& root) const {
  const auto found = problems_.find(root);
  return found == problems_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace monoci
