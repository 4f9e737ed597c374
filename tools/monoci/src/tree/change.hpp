#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "base/repo_path.hpp"
#include "tree/entry.hpp"

namespace monoci {

// A path whose content differs between two trees. An absent side means that the path is not there.
struct Change {
  RepoPath path;
  std::optional<EntryType> before, after;  // never directory
  auto operator<=>(const Change&) const = default;
};

using Changes = std::vector<Change>;  // sorted by path, each path once

// nullptr where the path did not change.
inline const Change* find_change(const Changes& changes, const RepoPath& path) {
  const auto found = std::ranges::lower_bound(changes, path, {}, &Change::path);
  return found == changes.end() || found->path != path ? nullptr : &*found;
}

// Its text can be compared: on both sides it is one.
inline bool is_file_on_both_sides(const Change& change) {
  return change.before == EntryType::file && change.after == EntryType::file;
}

}  // namespace monoci
