#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "git/fetch.hpp"
#include "git/tree_summaries.hpp"
#include "gitview/repository.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// The files of a commit, without a checkout. Directories are looked up in the store when they are asked for: the store
// holds each tree object once, whatever number of commits and paths share it.
//
// The repository and the summaries must outlive it. With a fetcher, objects that a partial clone left out are fetched;
// with nullptr they are errors.
class CommitTree : public FileTree {
 public:
  // Reads the directories below `tree` that no tree had that was loaded before.
  static Result<CommitTree> load(const gitview::Repository& repository, TreeSummaries& summaries,
                                 const gitview::Oid& tree, Fetcher* fetcher);

  std::vector<Entry> list(const RepoPath& directory) const override;
  std::optional<EntryType> type(const RepoPath& path) const override;
  Result<std::string> read(const RepoPath& path) const override;
  std::string content_id(const RepoPath& path) const override;  // the object id, in hex
  const TreeIndex& index() const override { return index_; }
  std::uint64_t paths() const { return paths_; }  // that are no directories; stops at the largest number

  // As git stores it, with the mode that `type` hides.
  std::optional<gitview::TreeEntry> find(const RepoPath& path) const;

  // Fetches in one go what reading the named files and links of the index would fetch one by one: of those whose name
  // `is_read`. Nothing happens where nothing is missing or nothing may be fetched: then each read says what it lacks.
  void prefetch(bool (*is_read)(std::string_view name) = nullptr) const;

 private:
  CommitTree(const gitview::Repository& repository, const TreeSummaries& summaries, const gitview::Oid& root,
             TreeIndex index, Fetcher* fetcher);

  const gitview::Tree* directory(const RepoPath& path) const;
  const gitview::Tree* open(const gitview::Oid& oid) const;

  const gitview::Repository* repository_;
  gitview::TreeStore* store_;
  gitview::Oid root_;
  TreeIndex index_;
  std::uint64_t paths_ = 0;
  Fetcher* fetcher_;
  mutable std::size_t left_for_large_files_ = std::size_t{256} << 20;          // bytes; small ones do not count
  mutable std::unordered_map<std::string, const gitview::Tree*> directories_;  // by path; nullptr: none there
};

EntryType to_type(gitview::EntryKind kind);

}  // namespace monoci
