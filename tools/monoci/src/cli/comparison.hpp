#pragma once

#include <expected>

#include "cli/sides.hpp"
#include "plan/occasion.hpp"

namespace monoci {

// Everything that is known of a change: what most commands print in one form or another.
struct Comparison : Answer {
  BaseChoice choice;
  Occasion occasion;
  bool complete = true;  // all that is affected stands in `affected`, not only a chosen part of it
};

// The life of a run: choose the base, read the workspaces, ask git what differs, decide what is affected. Warnings are
// told on the console; the error is every fault found.
std::expected<Comparison, Diagnostics> compare(Session& session, const ComparisonOptions& options);

// A workspace alone, for commands that compare nothing.
std::expected<Reading, Diagnostics> view(Session& session, const ComparisonOptions& options);

// The trees of the commits that were chosen.
Result<std::vector<gitview::Oid>> base_trees(const Session& session, const BaseChoice& choice);

}  // namespace monoci
