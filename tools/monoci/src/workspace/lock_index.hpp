#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ecosystem/lock.hpp"

namespace monoci {

using PlaceInLock = std::uint32_t;  // of a package in the lock

// The packages of a lock by what a requirement says of them. The lock must outlive it.
class LockIndex {
 public:
  explicit LockIndex(const Lock& lock);

  // All packages that a requirement may mean: one, or all forks of it.
  std::span<const PlaceInLock> meant_by(const LockedRequirement& requirement) const;

 private:
  std::span<const PlaceInLock> fitting(const LockedRequirement& requirement, std::size_t parts) const;

  const Lock& lock_;
  std::vector<PlaceInLock> by_name_;
};

// What a requirement asks of a package: its dependencies, and those of each extra that it names. A group is asked for
// by nobody else.
bool is_asked(const LockedTable& table, const LockedRequirement& requirement);

}  // namespace monoci
