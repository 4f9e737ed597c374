#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "ecosystem/manifest.hpp"

namespace monoci {

// A text of a lock, which keeps each once: equal ones are the same pointer. nullptr where nothing is said.
using LockText = const std::string*;

// What a requirement was resolved to. Version and source are said only where the name alone means several packages.
struct LockedRequirement {
  LockText name = nullptr, version = nullptr, source = nullptr;
  std::vector<LockText> extras;
  Spot spot;
};

// A table of a locked package: its dependencies, or those of one extra or group.
struct LockedTable {
  Holder holder = Holder::dependencies;
  LockText name = nullptr;  // of the extra or group
  std::vector<LockedRequirement> requirements;
};

struct LockedPackage {
  LockText name = nullptr, version = nullptr, source = nullptr;
  LockText path = nullptr;          // of a local package, relative to the lock
  std::vector<LockedTable> tables;  // those that hold something
};

class Lock {
 public:
  Lock() = default;
  Lock(Lock&&) = default;
  Lock& operator=(Lock&&) = default;
  Lock(const Lock&) = delete;  // a copy would point into the texts of another
  Lock& operator=(const Lock&) = delete;

  LockText text(std::string text) { return &*texts_.insert(std::move(text)).first; }

  std::vector<LockedPackage> packages;

 private:
  std::unordered_set<std::string> texts_;
};

}  // namespace monoci
