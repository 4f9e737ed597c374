#pragma once

#include <ranges>

#include "base/repo_path.hpp"

namespace monoci {

// The elements of a std::set or std::map, keyed by path, that lie below a directory (not the directory itself).
template <class Ordered>
auto range_below(Ordered& paths, const RepoPath& directory) {
  if (directory.is_root()) return std::ranges::subrange(paths.begin(), paths.end());
  const auto first = directory.child("\x01");                  // no file name sorts before it
  const auto behind = RepoPath::parse(directory.str() + '0');  // '0' follows '/'
  return std::ranges::subrange(paths.lower_bound(first), paths.lower_bound(behind.value()));
}

}  // namespace monoci
