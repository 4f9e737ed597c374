#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace monoci {

struct LockedRequirement {
  std::string name;
  std::vector<std::string> extras;
  std::optional<std::string> path;  // of a local package, where the lock names it; relative to the lock
  Spot spot;
};

// A table of a locked package: its dependencies, or those of one extra.
struct LockedTable {
  std::string extra;  // empty for the package itself
  std::vector<LockedRequirement> requirements;
};

struct LockedPackage {
  std::string name;
  std::optional<std::string> path;  // of a local package, relative to the lock; nothing for others
  std::vector<LockedTable> tables;
};

struct Lock {
  std::vector<LockedPackage> packages;
};

}  // namespace monoci
