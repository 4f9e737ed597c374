#include "tree/tree_index.hpp"

#include <algorithm>

namespace monoci {

bool TreeIndex::wants(std::string_view name, EntryType type) const {
  if (type == EntryType::link || type == EntryType::submodule) return true;
  return type == EntryType::file && std::ranges::find(file_names_, name) != file_names_.end();
}

// What comes in order is put at the end without a search.
void TreeIndex::add(const RepoPath& path, EntryType type) {
  if (type == EntryType::link) links_.insert(links_.end(), path);
  if (type == EntryType::submodule) submodules_.insert(submodules_.end(), path);
  const bool can_be_read = type == EntryType::file || type == EntryType::link;
  if (can_be_read && std::ranges::find(file_names_, path.name()) != file_names_.end())
    named_files_.insert(named_files_.end(), path);
}

void TreeIndex::remove(const RepoPath& path) {
  named_files_.erase(path);
  links_.erase(path);
  submodules_.erase(path);
}

void TreeIndex::redo(const Changes& changes) {
  for (const auto& change : changes) {
    remove(change.path);
    if (change.after) add(change.path, *change.after);
  }
}

void TreeIndex::undo(const Changes& changes) {
  for (const auto& change : changes) {
    remove(change.path);
    if (change.before) add(change.path, *change.before);
  }
}

}  // namespace monoci
