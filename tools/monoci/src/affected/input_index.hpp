#pragma once

#include <map>
#include <utility>
#include <vector>

#include "base/repo_path.hpp"

namespace monoci {

// Paths that stand for something, looked up by a changed path: the paths at or above it, since a directory means what
// is in it. A directory that became a file is told by the files in it that are gone.
template <class Meaning>
class InputIndex {
 public:
  void add(const RepoPath& path, Meaning meaning) { by_path_[path].push_back(std::move(meaning)); }

  template <class Visit>
  void for_each_touched(const RepoPath& changed, const Visit& visit) const {
    if (by_path_.empty()) return;
    for (auto path = changed;; path = path.parent()) {
      if (const auto found = by_path_.find(path); found != by_path_.end()) {
        for (const auto& meaning : found->second) visit(meaning);
      }
      if (path.is_root()) break;
    }
  }

 private:
  std::map<RepoPath, std::vector<Meaning>> by_path_;
};

}  // namespace monoci
