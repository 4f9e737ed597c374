#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/repo_path.hpp"

namespace monoci {

// What the links in a directory lead to. What they reach from there is shared: a chain of n directories with a link
// each to the next one leads to n² paths in all.
struct LinkedPaths {
  std::vector<RepoPath> paths;             // sorted
  std::vector<const LinkedPaths*> beyond;  // from the directories among them
  std::size_t number = 0;                  // those of `beyond` have lower ones

  std::vector<RepoPath> all() const;  // sorted, each once
};

using SharedPaths = std::shared_ptr<const LinkedPaths>;  // nullptr where there are none

}  // namespace monoci
