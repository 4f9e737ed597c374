#pragma once

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

}  // namespace monoci
