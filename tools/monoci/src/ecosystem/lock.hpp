#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ecosystem/manifest.hpp"

namespace monoci {

// A text of a lock, which keeps each once: equal ones are the same pointer. nullptr where nothing is said.
using LockText = const std::string*;

// What a requirement was resolved to. Version and source are said only where the name alone means several packages.
struct LockedRequirement {
  LockText name = nullptr, version = nullptr, source = nullptr;
  LockText marker = nullptr;  // as written
  std::vector<LockText> extras;
  Spot spot;
};

// A table of a locked package: its dependencies, or those of one extra or group.
struct LockedTable {
  Holder holder = Holder::dependencies;
  LockText name = nullptr;  // of the extra or group
  std::vector<LockedRequirement> requirements;
};

// What tells an archive from others: its hash, or where none is said its place. Good within one run.
using ArchiveMark = std::uint64_t;

inline ArchiveMark archive_mark(std::string_view text) { return std::hash<std::string_view>()(text); }

struct LockedPackage {
  LockText name = nullptr, version = nullptr, source = nullptr;
  LockText path = nullptr;            // of a local package, relative to the lock
  std::vector<LockedTable> tables;    // those that hold something
  std::vector<ArchiveMark> archives;  // what it can be installed from, sorted, each once
  Spot spot;                          // of its name

  void sort_archives() {
    if (!std::ranges::is_sorted(archives)) std::ranges::sort(archives);
    archives.erase(std::ranges::unique(archives).begin(), archives.end());
  }
};

class Lock {
 public:
  Lock() = default;
  Lock(Lock&&) = default;
  Lock& operator=(Lock&&) = default;
  Lock(const Lock&) = delete;  // a copy would point into the texts of another
  Lock& operator=(const Lock&) = delete;

  LockText text(std::string_view text) {
    const auto known = texts_.find(text);
    return known != texts_.end() ? &*known : &*texts_.emplace(text).first;
  }

  std::vector<LockedPackage> packages;
  std::vector<LockedTable> root_groups;  // of a root that is no package itself: its groups

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_set<std::string, Hash, std::equal_to<>> texts_;
};

}  // namespace monoci
