#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "cli/sides.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// What `monoci check` looks at: head as far as it can be read, its faults kept for the findings.
struct Checked {
  HeadTree tree;
  Workspace workspace;
  Diagnostics reading;
  std::optional<std::set<RepoPath>> changed;  // against any base
  std::string not_compared;                   // why `changed` is not known
};

// An error is a request that cannot be met, never a fault of what is in the tree.
Result<Checked> read_checked(Session& session, const ComparisonOptions& options);

}  // namespace monoci
