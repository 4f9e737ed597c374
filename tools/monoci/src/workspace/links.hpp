#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tree/file_tree.hpp"

namespace monoci {

// Where a path leads when links are followed, as the operating system would.
struct Resolved {
  std::optional<RepoPath> real;    // nothing: out of the repository, or round in circles
  std::optional<EntryType> type;   // never link; nothing when nothing is there
  std::vector<RepoPath> followed;  // the links met on the way, in order
};

// Follows the links of one tree. Inside a submodule everything resolves to the submodule's own path. The text of a
// link that cannot be read is remembered in `unreadable`: evidence is then missing.
class Links {
 public:
  explicit Links(const FileTree& tree) : tree_(&tree) {}

  const Resolved& resolve(const RepoPath& path) const;

  // The paths that a link leads to: every link on the way, the end (also where it dangles), and what links found at or
  // below the end lead to. A target that contains the link itself is none.
  std::set<RepoPath> leads_to(const RepoPath& link) const;

  // The same for a path that is named, link or not: itself is among the result when no link is met.
  std::set<RepoPath> named(const RepoPath& path) const;

  // Reading and listing through links.
  std::vector<Entry> list(const RepoPath& directory) const;
  bool is_directory(const RepoPath& path) const;
  const std::vector<Diagnostic>& unreadable() const { return unreadable_; }
  const FileTree& tree() const { return *tree_; }

 private:
  void walk(Resolved& at, std::string_view path) const;
  static void unresolved(Resolved& at);
  std::optional<std::string> target_of(const RepoPath& link) const;
  void collect(const RepoPath& path, std::set<RepoPath>& visited, std::set<RepoPath>& result) const;

  const FileTree* tree_;
  mutable std::vector<Diagnostic> unreadable_;
  mutable std::map<RepoPath, std::optional<std::string>> targets_;
  mutable std::map<RepoPath, Resolved> resolved_;  // by path as spelled
};

}  // namespace monoci
