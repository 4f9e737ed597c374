#pragma once

#include <map>

#include "base/repo_path.hpp"

namespace monoci {

// The element of a map, keyed by project directory, whose directory is the longest that contains the path; end() when
// there is none.
template <class Map>
auto owner_of(Map& projects, const RepoPath& path) {
  for (auto directory = path;; directory = directory.parent()) {
    const auto found = projects.find(typename Map::key_type(directory));
    if (found != projects.end() || directory.is_root()) return found;
  }
}

}  // namespace monoci
