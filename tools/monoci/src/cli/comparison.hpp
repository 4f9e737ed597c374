#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "affected/affected.hpp"
#include "cli/sides.hpp"
#include "plan/occasion.hpp"

namespace monoci {

// Everything that is known of a change: what most commands print in one form or another.
struct Comparison {
  BaseChoice choice;
  HeadTree tree;
  Workspace head;
  std::vector<Workspace> bases;                         // one for each commit of `choice.bases`
  std::vector<std::unique_ptr<CommitTree>> base_trees;  // which they were read from
  Affected affected;
  Occasion occasion;
  bool complete = true;                       // all that is affected stands in `affected`, not only a chosen part of it
  std::optional<std::set<RepoPath>> changed;  // against any base; nullopt: not known, everything may have
};

// The life of a run: choose the base, read the workspaces, ask git what differs, decide what is affected. Warnings are
// told on the console; the error is every fault found.
std::expected<Comparison, Diagnostics> compare(Session& session, const ComparisonOptions& options);

// A workspace alone, for commands that compare nothing.
struct View {
  HeadTree tree;
  Workspace workspace;
};
std::expected<View, Diagnostics> view(Session& session, const ComparisonOptions& options);

}  // namespace monoci
