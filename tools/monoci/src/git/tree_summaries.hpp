// What each tree object holds that monoci looks for, remembered by its id: a directory that lies in many places is read
// once, and one that holds nothing is never entered again.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gitview/tree_store.hpp"
#include "tree/entry.hpp"
#include "tree/tree_index.hpp"

namespace monoci {

struct TreeSummary {
  struct Held {
    std::string_view name;     // valid as long as the store
    EntryType type;            // a file of a wanted name, a link, a submodule; or a directory
    const TreeSummary* below;  // what such a directory holds, which is something; else nullptr
  };
  std::vector<Held> held;          // in git's order
  std::uint64_t places = 0;        // of files, links and submodules that are looked for, at or below it, by path
  std::uint64_t paths = 0;         // of all files, links and submodules; both stop at the largest number
  std::uint64_t longest_path = 0;  // in bytes, of those that are looked for
};

class TreeSummaries {
 public:
  // Of all directories of a commit: five million files. With more the answer would take more memory than a job has.
  static constexpr std::size_t kMostBytes = std::size_t{160} << 20;

  TreeSummaries(gitview::TreeStore& store, std::span<const std::string_view> file_names,
                std::size_t most_bytes = kMostBytes)
      : store_(&store), wanted_(file_names), most_bytes_(most_bytes) {}

  // Reads what is below `tree` and was not read before, however deep it is. The summary stays where it is.
  gitview::Result<const TreeSummary*> of(const gitview::Oid& tree);

  // Every place by its path. An error where they are too many or too deep for any real repository: a few objects can
  // have more paths than a machine has memory for.
  gitview::Result<TreeIndex> index(const gitview::Oid& tree);

  gitview::TreeStore& store() const { return *store_; }

 private:
  struct Known {
    TreeSummary summary;
    bool is_complete = false;
  };

  gitview::TreeStore* store_;
  TreeIndex wanted_;  // empty: it knows the names
  std::size_t most_bytes_;
  std::unordered_map<gitview::Oid, Known, gitview::OidHash> known_;  // node-based: growing moves no summary
};

}  // namespace monoci
