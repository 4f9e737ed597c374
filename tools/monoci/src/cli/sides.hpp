// The two sides of a comparison: what head is, and which commits it is compared with.
#pragma once

#include <memory>
#include <optional>

#include "cli/session.hpp"
#include "git/base_revision.hpp"

namespace monoci {

struct ComparisonOptions {
  BaseRequest request;  // --base, --exact-base, --head, --[no-]uncommitted
  bool no_fetch = false;
  std::optional<std::filesystem::path> report;  // where this run writes its own, and earlier ones wrote theirs
  bool strict = false;                          // missing evidence is an error
};

// What the command line and the environment say that is to be looked at.
Result<TreeState> chosen_tree(Session& session, const BaseRequest& request);

// The base as the command line, the environment and the configuration say.
Result<BaseChoice> choose_base_for(Session& session, const ComparisonOptions& options, const Config& config);

}  // namespace monoci
