#include "scaffold/planned_tree.hpp"

namespace monoci {

namespace {

using ChangeMap = std::map<RepoPath, Change>;

void add(ChangeMap& changes, const RepoPath& path, EntryType type) {
  changes.insert_or_assign(path, Change{path, std::nullopt, type});
}

// Every file below a directory of a tree, as its removal there and its coming elsewhere.
void move_below(const FileTree& tree, const RepoPath& from, const RepoPath& to, ChangeMap& changes) {
  for (const auto& entry : tree.list(from)) {
    const auto old_path = from.child(entry.name), new_path = to.child(entry.name);
    if (entry.type == EntryType::directory) {
      move_below(tree, old_path, new_path, changes);
      continue;
    }
    changes.insert_or_assign(old_path, Change{old_path, entry.type, std::nullopt});
    add(changes, new_path, entry.type);
  }
}

Changes changes_of(const FileTree& below, const TreeEdits& edits) {
  ChangeMap changes;
  if (edits.moved) move_below(below, edits.moved->from, edits.moved->to, changes);
  for (const auto& file : edits.files) add(changes, file.path, EntryType::file);
  for (const auto& file : edits.edits) add(changes, file.path, EntryType::file);
  for (const auto& link : edits.links) add(changes, link.path, EntryType::link);
  for (const auto& link : edits.edited_links) add(changes, link.path, EntryType::link);
  Changes sorted;
  for (auto& [path, change] : changes) sorted.push_back(std::move(change));
  return sorted;
}

// All that changes has its content here.
Result<std::string> nothing_else(const Change& change) {
  return std::unexpected(Diagnostic{.what = "no edit writes `" + change.path.str() + "`", .where = {}, .hint = {}});
}

}  // namespace

PlannedTree::PlannedTree(const FileTree& below, const TreeEdits& edits)
    : OverlayTree(below, changes_of(below, edits), nothing_else), below_(&below) {
  for (const auto& file : edits.files) contents_[file.path] = file.content;
  for (const auto& file : edits.edits) contents_[file.path] = file.after;
  for (const auto& link : edits.links) contents_[link.path] = link.target;
  for (const auto& link : edits.edited_links) contents_[link.path] = link.after;
  if (!edits.moved) return;
  ChangeMap moved;
  move_below(below, edits.moved->from, edits.moved->to, moved);
  const auto old_size = edits.moved->from.below_prefix().size();
  for (const auto& [path, change] : moved)
    if (!change.after)
      if (const auto to = edits.moved->to.resolve(path.str().substr(old_size))) moved_from_.emplace(*to, path);
}

Result<std::string> PlannedTree::read(const RepoPath& path) const {
  if (const auto own = contents_.find(path); own != contents_.end()) return own->second;
  if (const auto moved = moved_from_.find(path); moved != moved_from_.end()) return below_->read(moved->second);
  return OverlayTree::read(path);
}

}  // namespace monoci
