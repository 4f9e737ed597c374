// The two sides of a comparison: what head is, which commits it is compared with, and what differs.
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
Result<HeadTree> chosen_tree(Session& session, const BaseRequest& request);

// The configuration of head; where it has faults, one that says so, for the manifests' are to be told along with them.
Config read_head_config(Session& session, const HeadTree& tree, Diagnostics& problems);

// The base as the command line, the environment and the configuration say.
Result<BaseChoice> choose_base_for(Session& session, const ComparisonOptions& options, const Config& config);

struct BaseTree {
  std::unique_ptr<CommitTree> files;
  Changes changes;  // until head, with what is not committed
};
Result<BaseTree> base_tree(Session& session, const gitview::Oid& base, const HeadTree& head);

}  // namespace monoci
