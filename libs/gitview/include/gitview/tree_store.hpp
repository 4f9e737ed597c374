#pragma once

#include <cstddef>
#include <unordered_map>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"
#include "gitview/tree.hpp"

namespace gitview {

class Repository;

// Reads trees and keeps them: no tree object is read twice in a run. Trees stay where they are for the store's
// lifetime.
class TreeStore {
 public:
  explicit TreeStore(const Repository& repository) : repository_(&repository) {}
  Result<const Tree*> read(const Oid& oid);
  std::size_t objects_read() const { return trees_.size(); }  // what tests assert instead of time

 private:
  const Repository* repository_;
  std::unordered_map<Oid, Tree, OidHash> trees_;  // node-based: growing moves no tree
};

}  // namespace gitview
