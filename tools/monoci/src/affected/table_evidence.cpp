#include <algorithm>
#include <utility>

#include "affected/evidence.hpp"
#include "ecosystem/ecosystem.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

namespace {

using TablesByName = std::map<std::string, ManifestTable>;

std::optional<TablesByName> tables_of(const FileTree& tree, const RepoPath& file, const Ecosystem& ecosystem) {
  const auto text = tree.read(file);
  if (!text) return std::nullopt;
  auto read = ecosystem.tables_above({file.str(), *text});
  if (!read) return std::nullopt;
  TablesByName tables;
  for (auto& table : *read) {
    auto name = table.name;
    tables.emplace(std::move(name), std::move(table));
  }
  return tables;
}

TableChanges compare_tables(const RepoPath& file, const TablesByName& base, const TablesByName& head) {
  std::map<std::string, TableChange> differing;
  const auto add = [&](const ManifestTable& table) {
    TableChange change{{file, table.name, table.tool, table.spot}, table.reach};
    const auto [place, is_new] = differing.try_emplace(table.name, std::move(change));
    place->second.reach = std::max(place->second.reach, table.reach);
  };
  for (const auto* const side : {&head, &base}) {
    const auto& other = side == &head ? base : head;
    for (const auto& [name, table] : *side)
      if (const auto same = other.find(name); same == other.end() || same->second.value != table.value) add(table);
  }
  TableChanges changes;
  for (auto& [name, change] : differing) changes.push_back(std::move(change));
  return changes;
}

// Whether projects are below a manifest, or members of its workspace, that it does not describe.
bool has_others(const Workspace& workspace, const RepoPath& directory) {
  const auto is_other = [&](const auto* project) { return project->id.directory != directory; };
  return std::ranges::any_of(projects_in(workspace, MembersOf{directory}), is_other) ||
         std::ranges::any_of(projects_in(workspace, Below{directory, {}}), is_other);
}

}  // namespace

std::map<RepoPath, TableChanges> changed_tables(const Side& base, const Side& head, const Changes& changes) {
  std::map<RepoPath, TableChanges> tables;
  for (const auto& change : changes) {
    if (!is_file_on_both_sides(change)) continue;
    const auto* ecosystem = ecosystem_of_manifest(change.path.name());
    if (ecosystem == nullptr || ecosystem->tables_above == nullptr) continue;
    const auto directory = change.path.parent();
    if (!has_others(base.workspace, directory) && !has_others(head.workspace, directory)) continue;
    const auto before = tables_of(base.tree, change.path, *ecosystem);
    const auto after = tables_of(head.tree, change.path, *ecosystem);
    if (before && after) tables.emplace(change.path, compare_tables(change.path, *before, *after));
  }
  return tables;
}

}  // namespace monoci
