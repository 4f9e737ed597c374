#pragma once

#include <functional>
#include <utility>

#include "tree/change.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// Another tree with changes laid over it whose contents lie elsewhere: the work tree, as the head commit with what
// `git status` reports. Unchanged paths are never looked for there: a sparse checkout may not have them.
class OverlayTree : public FileTree {
 public:
  using ReadChanged = std::function<Result<std::string>(const Change&)>;  // a file's bytes, or the text of a link

  // `below` must outlive it.
  OverlayTree(const FileTree& below, Changes changes, ReadChanged read);

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
  ReadChanged read_;
  TreeIndex index_;
};

}  // namespace monoci
