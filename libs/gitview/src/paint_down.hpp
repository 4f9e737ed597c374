// git's paint_down_to_common(): two colours flow down from the tips, newest commits first, until only what lies below a
// common commit is left. It differs from git in one point: it walks raw parents, without `shallow` grafts, and a commit
// that is not in the clone is remembered instead of being taken for a root.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"

namespace gitview {

class Repository;

struct Painting {
  // Commits of both colours that are not below another one that was found: every best common ancestor is among them.
  std::vector<Oid> common;
  // A commit that is missing and not below one of `common`: there may be common ancestors that were not seen.
  std::optional<Oid> missing;
};

Result<Painting> paint_down(const Repository& repository, const Oid& one, std::span<const Oid> others);

struct Heads {
  std::vector<Oid> commits;  // from which no other one descends, as far as can be seen
  bool complete = true;      // false: by way of a missing commit one may descend from another
};

// Those of `candidates`, each given once, that are no ancestors of others.
Result<Heads> heads_of(const Repository& repository, std::span<const Oid> candidates);

}  // namespace gitview
