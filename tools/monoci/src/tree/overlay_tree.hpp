#pragma once

#include <filesystem>
#include <utility>

#include "tree/change.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// Another tree with changes laid over it whose contents lie in the file system: the work tree, as the head commit with
// what `git status` reports. Unchanged paths are never looked for on disk: a sparse checkout may not have them.
class OverlayTree : public FileTree {
 public:
  // `below` must outlive it. `root` is the directory that the changed paths are relative to.
  OverlayTree(const FileTree& below, Changes changes, std::filesystem::path root);

  std::vector<Entry> list(const RepoPath& directory) const override;
  std::optional<EntryType> type(const RepoPath& path) const override;
  Result<std::string> read(const RepoPath& path) const override;
  std::string content_id(const RepoPath& path) const override;
  const TreeIndex& index() const override { return index_; }

 private:
  const Change* change(const RepoPath& path) const;  // of exactly this path
  std::span<const Change> changes_below(const RepoPath& directory) const;

  const FileTree* below_;
  Changes changes_;
  std::filesystem::path root_;
  TreeIndex index_;
};

}  // namespace monoci
