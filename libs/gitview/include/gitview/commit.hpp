#pragma once

#include <cstdint>
#include <vector>

#include "gitview/oid.hpp"

namespace gitview {

struct Commit {
  Oid oid, tree;
  std::vector<Oid> parents;  // as written in the object: `shallow` and replace refs are not honoured
  std::int64_t time = 0;     // committer, seconds since the epoch
};

}  // namespace gitview
