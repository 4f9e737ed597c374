#pragma once

#include "tree/file_tree.hpp"

namespace monoci_testing {

// Another tree, with a count of how often it is asked.
class CountedTree : public monoci::FileTree {
 public:
  explicit CountedTree(const monoci::FileTree& tree) : tree_(tree) {}

  std::vector<monoci::Entry> list(const monoci::RepoPath& directory) const override {
    ++lists;
    return tree_.list(directory);
  }
  std::optional<monoci::EntryType> type(const monoci::RepoPath& path) const override {
    ++types;
    return tree_.type(path);
  }
  monoci::Result<std::string> read(const monoci::RepoPath& path) const override {
    ++reads;
    return tree_.read(path);
  }
  std::string content_id(const monoci::RepoPath& path) const override { return tree_.content_id(path); }
  const monoci::TreeIndex& index() const override { return tree_.index(); }

  mutable std::size_t lists = 0, types = 0, reads = 0;

 private:
  const monoci::FileTree& tree_;
};

}  // namespace monoci_testing
