// What sources and configuration add to the selected workspaces.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "workspace/discovery.hpp"
#include "workspace/ownership.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

// Until nothing new is found. A path spelled through links waits until all others are known: it means the project
// spelled so where there is one, else its real path.
void Discovery::follow_sources() {
  for (;;) {
    while (!to_follow_.empty()) {
      const auto directories = std::exchange(to_follow_, {});
      std::set<WorkspaceKey> asked;
      for (const auto& directory : directories) {
        add_other_parts(directory);
        for (const auto& part : found_.projects.at(directory).parts)
          if (part.is_project() && asks_lock(part))
            for (const auto& root : part.roots) asked.insert({root, part.ecosystem});
      }
      locks_.read_ahead(asked);
      for (const auto& directory : directories) follow(found_.projects.at(directory));
    }
    if (spelled_through_links_.empty()) return;
    const auto [place, ecosystem] = *spelled_through_links_.begin();
    spelled_through_links_.erase(spelled_through_links_.begin());
    if (found_.meant_by(place, links_) == nullptr) reach_directory(links_.resolve(place).real.value(), *ecosystem);
  }
}

// A project is one, whichever ecosystem it was found by.
void Discovery::add_other_parts(const RepoPath& directory) {
  if (found_.projects.at(directory).submodule || is_kept_out(directory)) return;
  for (const auto& found : manifests_.in(directory)) {
    const bool is_part = found.manifest != nullptr && found.manifest->is_project;
    if (is_part && !found_.has(directory, *found.ecosystem)) add_alone(directory, *found.ecosystem);
  }
}

void Discovery::follow(const FoundProject& project) {
  const auto parts = project.parts;  // copied: what is found on the way may add to them
  for (const auto& part : parts) {
    if (!part.is_project()) continue;
    for (const auto& root : part.roots) {
      for (const auto& requirement : part.manifest->requirements) follow(project.directory, part, root, requirement);
      for (const auto& requirement : locks_.requirements_of(project.directory, part, root))
        follow(project.directory, part, root, requirement);
    }
  }
}

void Discovery::follow(const RepoPath& directory, const FoundPart& part, const RepoPath& root,
                       const Requirement& requirement) {
  for (const auto& target : targets_of(requirement, directory, part, root, found_)) follow(part, target);
}

void Discovery::follow(const FoundPart& part, const Target& target) {
  const auto& ecosystem = *part.ecosystem;
  if (target.kind == Target::Kind::itself) return;
  if (target.kind == Target::Kind::outside) return warn_of_outside(target.name, target.spot);
  if (target.kind == Target::Kind::path) {
    if (target.if_project && manifests_.in(target.place).empty()) return;
    reach(target.place, ecosystem, target.spot);
  } else if (part.roots.contains(target.place) || found_.workspaces.contains({target.place, &ecosystem})) {
    return;
  } else if (is_root(target.place, ecosystem)) {
    add_workspace(target.place, ecosystem);
  } else if (manifests_.in(target.place, ecosystem) != nullptr && !found_.projects.contains(target.place)) {
    add_alone(target.place, ecosystem);
  } else if (links_.resolve(target.place).type == EntryType::submodule) {
    reach(target.place, ecosystem, target.spot);
  }
}

void Discovery::warn_of_outside(const std::string& path, const Spot& spot) {
  problems_.warning(fmt::format("`{}` is outside the repository: what lies there does not count", path), spot,
                    "bring it into the repository, as a directory or a submodule, or take it from an index");
}

void Discovery::reach(const RepoPath& place, const Ecosystem& ecosystem, const Spot& spot) {
  if (found_.projects.contains(place) || found_.members_living_at.contains(place)) return;
  const auto resolved = links_.resolve(place);
  if (resolved.type == EntryType::submodule) {
    add_submodule(resolved.real.value());
  } else if (!resolved.type) {
    problems_.warning(fmt::format("`{}` does not exist", place.str()), spot, "the source is passed over");
  } else if (resolved.type == EntryType::directory && !is_kept_out(place)) {
    if (resolved.followed.empty())
      reach_directory(place, ecosystem);
    else
      spelled_through_links_.emplace(place, &ecosystem);
  }
}

// A submodule's content cannot be read: it is one opaque project.
void Discovery::add_submodule(const RepoPath& path) {
  if (is_kept_out(path)) return;
  add_unknown(path, true);
}

// Selects the workspace that the directory is a root or member of; else the directory is a project of its own.
void Discovery::reach_directory(const RepoPath& place, const Ecosystem& ecosystem) {
  if (is_root(place, ecosystem))
    add_workspace(place, ecosystem);
  else if (const auto root = enclosing_root(place, ecosystem))
    add_workspace(*root, ecosystem);
  if (!found_.projects.contains(place)) add_alone(place, ecosystem);
}

// The root that uv would find from a project's directory: the search stops at the first manifest above it.
std::optional<RepoPath> Discovery::enclosing_root(const RepoPath& directory, const Ecosystem& ecosystem) {
  for (auto above = directory; !above.is_root();) {
    above = above.parent();
    const auto* manifest = manifests_.in(above, ecosystem);
    if (manifest == nullptr) continue;
    if (!is_root(above, ecosystem)) return std::nullopt;
    const auto& table = manifest->manifest->workspace.value();
    if (excluded_from(above, table).contains(directory)) return std::nullopt;
    const bool is_member = std::ranges::any_of(table.members, [&](const SpottedText& pattern) {
      return names_directory(links_, above, pattern.text, directory);
    });
    return is_member ? std::optional(above) : std::nullopt;
  }
  return std::nullopt;
}

void Discovery::add_configured() {
  std::set<RepoPath> directories;
  for (const auto& file : links_.tree().index().named_files()) {
    if (file.name() == kProjectFile) directories.insert(file.parent());
  }
  std::vector<SpottedText> patterns;
  for (const auto& [glob, spot] : config_.include) patterns.push_back({glob.str(), spot});
  const auto named = directories_of(RepoPath(), patterns, Names::all);
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (named[i].empty() && config_.include[i].glob.is_literal()) {
      problems_.error(fmt::format("the directory `{}` does not exist", patterns[i].text), patterns[i].spot,
                      "`projects.include` names directories from the repository root");
    }
    directories.insert(named[i].begin(), named[i].end());
  }
  for (const auto& each : directories) {
    const auto member = found_.members_living_at.find(each);
    const bool is_second = member != found_.members_living_at.end() && !found_.projects.contains(each);
    const auto& directory = is_second ? member->second : each;
    if (is_kept_out(directory)) continue;
    if (!found_.projects.contains(directory)) add_configured(directory);
    found_.configured.insert(directory);
  }
}

void Discovery::add_configured(const RepoPath& directory) {
  const auto resolved = links_.resolve(directory);
  if (resolved.type == EntryType::submodule) {
    return add_submodule(resolved.real.value());
  }
  for (const auto& found : manifests_.in(directory)) {
    if (is_root(directory, *found.ecosystem))
      add_workspace(directory, *found.ecosystem);
    else
      add_alone(directory, *found.ecosystem);
  }
  if (manifests_.in(directory).empty()) add_unknown(directory, false);
}

// A manifest whose content cannot be had may name any directory as a project. To leave one out is to run too little.
void Discovery::add_unreadable() {
  for (const auto& ecosystem : ecosystems()) {
    if (!manifests_.any_unreadable(ecosystem)) continue;
    for (const auto& directory : manifest_directories(ecosystem))
      if (!found_.projects.contains(directory)) add_alone(directory, ecosystem);
  }
}

// Links lead into submodules as sources do.
void Discovery::add_linked_submodules() {
  for (const auto& link : links_.tree().index().links()) {
    const auto resolved = links_.resolve(link);
    if (resolved.type != EntryType::submodule || found_.projects.contains(resolved.real.value())) continue;
    if (owner_of(found_.projects, link) != found_.projects.end()) add_submodule(resolved.real.value());
  }
}

}  // namespace monoci
