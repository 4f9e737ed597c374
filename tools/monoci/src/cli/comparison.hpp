#pragma once

#include <expected>
#include <filesystem>
#include <optional>

#include "cli/session.hpp"
#include "git/base_revision.hpp"
#include "plan/occasion.hpp"

namespace monoci {

struct ComparisonOptions {
  BaseRequest request;  // --base, --exact-base, --head, --[no-]uncommitted
  bool no_fetch = false;
  std::optional<std::filesystem::path> report;  // where this run writes its own, and earlier ones wrote theirs
  bool strict = false;                          // missing evidence is an error
};

// `default_branch` where no branch is called so, as far as this clone can know, is a fault of head. In CI there are
// hardly any branches: there it cannot be known.
void refuse_unknown_branch(const Session& session, Reading& head);

// What the command line and the environment say that is to be looked at.
Result<TreeState> chosen_tree(Session& session, const BaseRequest& request);

// The base as the command line, the environment and the configuration say.
Result<BaseChoice> choose_base_for(Session& session, const ComparisonOptions& options, const Config& config);

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
