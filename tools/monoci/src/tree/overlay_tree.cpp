#include "tree/overlay_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/quoted.hpp"

namespace monoci {
namespace {

bool is_there_after(const Change& change) { return change.after.has_value(); }

}  // namespace

OverlayTree::OverlayTree(const FileTree& below, Changes changes, ReadChanged read)
    : below_(&below), changes_(std::move(changes)), read_(std::move(read)), index_(below.index()) {
  index_.redo(changes_);
}

const Change* OverlayTree::change(const RepoPath& path) const {
  const auto found = std::ranges::lower_bound(changes_, path, {}, &Change::path);
  return found != changes_.end() && found->path == path ? &*found : nullptr;
}

std::span<const Change> OverlayTree::changes_below(const RepoPath& directory) const {
  const std::string prefix = directory.below_prefix();
  const auto is_before = [&](const Change& change) { return change.path.str() < prefix; };
  const auto is_below = [&](const Change& change) { return change.path.str().starts_with(prefix); };
  const auto begin = std::ranges::partition_point(changes_, is_before);
  const auto end = std::partition_point(begin, changes_.end(), is_below);
  return {begin, end};
}

std::vector<Entry> OverlayTree::list(const RepoPath& directory) const {
  std::map<std::string, EntryType> entries;
  for (Entry& entry : below_->list(directory)) entries.emplace(std::move(entry.name), entry.type);
  std::string last;
  const std::size_t prefix_size = directory.below_prefix().size();
  for (const Change& change : changes_below(directory)) {
    const std::string_view rest = std::string_view(change.path.str()).substr(prefix_size);
    const std::string name(rest.substr(0, rest.find('/')));
    if (name == last) continue;  // its type has regard to all changes below it
    last = name;
    if (const auto now = type(directory.child(name))) {
      entries.insert_or_assign(name, *now);
    } else {
      entries.erase(name);
    }
  }
  std::vector<Entry> list;
  list.reserve(entries.size());
  for (const auto& [name, type] : entries) list.push_back({name, type});
  return list;
}

std::optional<EntryType> OverlayTree::type(const RepoPath& path) const {
  if (path.is_root()) return EntryType::directory;
  const Change* own = change(path);
  if (own != nullptr && own->after) return own->after;
  const auto deeper = changes_below(path);
  if (std::ranges::any_of(deeper, is_there_after)) return EntryType::directory;
  if (own != nullptr) return std::nullopt;
  const auto before = below_->type(path);
  // git knows no empty directories: one that lost all that it held is gone.
  if (before == EntryType::directory && !deeper.empty() && list(path).empty()) return std::nullopt;
  return before;
}

Result<std::string> OverlayTree::read(const RepoPath& path) const {
  const Change* own = change(path);
  if (own == nullptr) return below_->read(path);
  if (own->after == EntryType::file || own->after == EntryType::link) return read_(*own);
  return std::unexpected(
      Diagnostic{Severity::error, fmt::format("`{}` is no file", quoted_if_odd(path.str())), {}, ""});
}

std::string OverlayTree::content_id(const RepoPath& path) const {
  const bool is_changed = change(path) != nullptr || !changes_below(path).empty();
  return is_changed ? std::string() : below_->content_id(path);
}

}  // namespace monoci
