// Trees by their raw bytes: entries are decoded as they are walked, so that a repository of 200,000 files costs one
// copy of its tree objects and no allocation per entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"

namespace gitview {

enum class EntryKind : std::uint8_t { file, directory, link, gitlink };

struct TreeEntry {
  std::string_view name;   // any bytes but '/' and NUL; valid as long as the Tree it came from
  std::uint32_t mode = 0;  // canonical, as git compares it: 0100664, which old tools wrote, reads as 0100644
  Oid oid;
  EntryKind kind() const;
};

// One tree object. Bounds, names, modes and order were checked when it was made, so that walking it cannot fail.
class Tree {
 public:
  class Iterator;
  struct Entries;

  // `raw` is the content of the tree object `oid`, which only failures need. A name that is no file name is
  // hostile_name, anything else that git would not have written or `git fsck` refuses is damaged_object.
  static Result<Tree> parse(std::string raw, const Oid& oid);

  Entries entries() const;  // in git's order: a directory sorts as if it ended in '/'
  // By halving in a large tree. `looked_at` counts the entries that were compared, for tests.
  std::optional<TreeEntry> find(std::string_view name, std::size_t* looked_at = nullptr) const;

 private:
  explicit Tree(std::string raw) : raw_(std::move(raw)) {}
  std::string raw_;
  std::vector<std::uint32_t> offsets_;  // where each entry begins; empty for small trees, which are scanned
};

// An input iterator: the entry it shows is overwritten when it moves on, the bytes behind its name are not.
class Tree::Iterator {
 public:
  using value_type = TreeEntry;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  explicit Iterator(std::string_view raw) : rest_(raw) { ++*this; }

  const TreeEntry& operator*() const { return entry_; }
  const TreeEntry* operator->() const { return &entry_; }
  Iterator& operator++();
  void operator++(int) { ++*this; }
  bool operator==(std::default_sentinel_t) const { return entry_.name.empty(); }

 private:
  TreeEntry entry_;  // an empty name marks the end
  std::string_view rest_;
};

struct Tree::Entries {
  std::string_view raw;
  Iterator begin() const { return Iterator(raw); }
  static std::default_sentinel_t end() { return {}; }
  bool empty() const { return raw.empty(); }
};

inline Tree::Entries Tree::entries() const { return {raw_}; }

}  // namespace gitview
