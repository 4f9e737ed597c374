// Trees by their raw bytes: entries are views into the object, so that walking 200,000 of them allocates nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"

namespace gitview {

class Repository;

// The modes git writes. Old tools wrote 0100664; whatever is neither directory, link nor gitlink is a file.
enum class EntryKind : std::uint8_t { file, directory, link, gitlink };

struct TreeEntry {
  std::string_view name;  // any bytes but '/' and NUL; valid as long as the Tree it came from
  std::uint32_t mode = 0;
  Oid oid;
  EntryKind kind() const;
};

// One tree object. Entries are in git's order (a directory sorts as if its name ended in '/').
class Tree {
 public:
  explicit Tree(std::vector<TreeEntry> entries, std::string raw);
  const std::vector<TreeEntry>& entries() const { return entries_; }
  const TreeEntry* find(std::string_view name) const;  // nullptr when there is none

 private:
  std::string raw_;
  std::vector<TreeEntry> entries_;
};

// Reads trees and keeps them: no tree object is read twice in a run. References stay valid for the store's lifetime.
class TreeStore {
 public:
  explicit TreeStore(const Repository& repository) : repository_(&repository) {}
  Result<const Tree*> read(const Oid& oid);
  std::size_t objects_read() const { return trees_.size(); }  // what tests assert instead of time

 private:
  const Repository* repository_;
  std::unordered_map<Oid, std::unique_ptr<Tree>, OidHash> trees_;
};

}  // namespace gitview
