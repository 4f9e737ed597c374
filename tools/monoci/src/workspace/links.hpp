#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tree/file_tree.hpp"
#include "workspace/linked_paths.hpp"

namespace monoci {

// Where a path leads when links are followed, as the operating system would.
struct Resolved {
  std::optional<RepoPath> real;    // nothing: out of the repository, or round in circles
  std::optional<EntryType> type;   // never link; nothing when nothing is there
  std::vector<RepoPath> followed;  // the links met on the way, in order
};

// The paths that a link leads to, or a name that may lead through links.
struct LedTo {
  std::vector<RepoPath> ends;  // every link on the way, and the end, also where it dangles
  SharedPaths further;         // what links at or below the end lead to: one value for all who reach that directory
};

// Follows the links of one tree. Inside a submodule everything resolves to the submodule's own path. The text of a
// link that cannot be read is remembered in `unreadable`: evidence is then missing.
class Links {
 public:
  explicit Links(const FileTree& tree) : tree_(&tree) {}

  const Resolved& resolve(const RepoPath& path) const;

  // Where a path that is named leads: to itself when no link is met. A target that contains the link is none.
  LedTo led_to(const RepoPath& path) const;

  // The same in one set.
  std::set<RepoPath> named(const RepoPath& path) const;

  // The same of a link, without the link.
  std::set<RepoPath> leads_to(const RepoPath& link) const;

  // What a directory holds that is no file, by name. It is where it is seen to be: no link leads there.
  const std::vector<std::string>& no_files_in(const RepoPath& real) const;

  // Reading and listing through links.
  std::vector<Entry> list(const RepoPath& directory) const;
  bool is_directory(const RepoPath& path) const;
  bool is_place(const RepoPath& path) const;  // a directory or a submodule
  const std::vector<Diagnostic>& unreadable() const { return unreadable_; }
  const FileTree& tree() const { return *tree_; }
  std::size_t steps() const { return steps_; }  // what was looked at so far, be it known: a measure of the work

 private:
  void walk(Resolved& at, std::string_view path) const;
  static void unresolved(Resolved& at);
  std::optional<std::string> target_of(const RepoPath& link) const;
  SharedPaths further_from(const RepoPath& directory) const;
  void find_further(const RepoPath& directory) const;

  const FileTree* tree_;
  mutable std::size_t steps_ = 0;
  mutable std::vector<Diagnostic> unreadable_;
  mutable std::map<RepoPath, std::optional<std::string>> targets_;
  mutable std::map<RepoPath, Resolved> resolved_;  // by path as spelled
  mutable std::map<RepoPath, std::vector<std::string>> no_files_;
  mutable std::map<RepoPath, const LinkedPaths*> further_;  // by real directory
  // Kept together, whoever holds one of them: they point to each other, and a chain of them can be long.
  std::shared_ptr<std::deque<LinkedPaths>> linked_ = std::make_shared<std::deque<LinkedPaths>>();
};

}  // namespace monoci
