#pragma once

#include <memory>
#include <set>
#include <span>
#include <string_view>

#include "base/repo_path.hpp"
#include "tree/change.hpp"

namespace monoci {

// Where in a tree the files of a given name, the links and the submodules are.
class TreeIndex {
 public:
  // A name may have one `*`. The texts must stay.
  explicit TreeIndex(std::span<const std::string_view> file_names);

  void add(const RepoPath& path, EntryType type);
  void redo(const Changes& changes);  // from the tree before to the tree after
  void undo(const Changes& changes);  // from the tree after to the tree before
  bool wants(std::string_view name, EntryType type) const;

  const std::set<RepoPath>& named_files() const { return named_files_; }  // files and links of a wanted name
  const std::set<RepoPath>& links() const { return links_; }
  const std::set<RepoPath>& submodules() const { return submodules_; }

 private:
  struct Names;
  void remove(const RepoPath& path);
  bool is_wanted(std::string_view name) const;

  std::shared_ptr<const Names> names_;
  std::set<RepoPath> named_files_, links_, submodules_;
};

// Whether a name is meant by a name that may have one `*`.
bool is_name_of(std::string_view pattern, std::string_view name);

}  // namespace monoci
