#include "tree/tree_index.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace monoci {

// Every entry of a tree is asked for: most are turned down by their first letter and their length.
struct TreeIndex::Names {
  std::array<std::uint64_t, 256> lengths{};  // by first letter: bits of the lengths of whole names
  std::array<std::vector<std::string_view>, 256> whole;
  // Patterns by the letter that a name must begin with, or, where a `*` begins them, end with.
  std::array<std::vector<std::string_view>, 256> by_first, by_last;
  std::vector<std::string_view> all;  // `*` alone
};

TreeIndex::TreeIndex(std::span<const std::string_view> file_names) {
  auto names = std::make_shared<Names>();
  for (const auto name : file_names) {
    if (name.contains('*')) {
      const auto first = static_cast<unsigned char>(name.front()), last = static_cast<unsigned char>(name.back());
      (first != '*' ? names->by_first.at(first) : last != '*' ? names->by_last.at(last) : names->all).push_back(name);
    } else if (!name.empty() && name.size() < 64) {
      names->whole.at(static_cast<unsigned char>(name[0])).push_back(name);
      names->lengths.at(static_cast<unsigned char>(name[0])) |= std::uint64_t{1} << name.size();
    }
  }
  names_ = std::move(names);
}

bool TreeIndex::is_wanted(std::string_view name) const {
  if (name.empty()) return false;
  const auto first = static_cast<unsigned char>(name.front());
  const bool may_be = name.size() < 64 && ((names_->lengths.at(first) >> name.size()) & 1U) != 0;
  if (may_be && std::ranges::find(names_->whole.at(first), name) != names_->whole.at(first).end()) return true;
  const auto mean_it = [&](const std::vector<std::string_view>& patterns) {
    return std::ranges::any_of(patterns, [&](auto pattern) { return is_name_of(pattern, name); });
  };
  return mean_it(names_->by_first.at(first)) || mean_it(names_->by_last.at(static_cast<unsigned char>(name.back()))) ||
         mean_it(names_->all);
}

bool is_name_of(std::string_view pattern, std::string_view name) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  return name.size() + 1 >= pattern.size() && name.starts_with(pattern.substr(0, star)) &&
         name.ends_with(pattern.substr(star + 1));
}

bool TreeIndex::wants(std::string_view name, EntryType type) const {
  if (type == EntryType::link || type == EntryType::submodule) return true;
  return type == EntryType::file && is_wanted(name);
}

// What comes in order is put at the end without a search.
void TreeIndex::add(const RepoPath& path, EntryType type) {
  if (type == EntryType::link) links_.insert(links_.end(), path);
  if (type == EntryType::submodule) submodules_.insert(submodules_.end(), path);
  const bool can_be_read = type == EntryType::file || type == EntryType::link;
  if (can_be_read && is_wanted(path.name())) named_files_.insert(named_files_.end(), path);
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
