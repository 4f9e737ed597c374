#pragma once

#include <map>
#include <set>
#include <string>

#include "tree/file_tree.hpp"

namespace monoci {

// A tree held in memory: what tests and the definition of affectedness are written with.
class MemoryTree : public FileTree {
 public:
  explicit MemoryTree(std::span<const std::string_view> indexed_names) : index_(indexed_names) {}

  void add_file(const RepoPath& path, std::string text);
  void add_link(const RepoPath& path, std::string target);
  void add_submodule(const RepoPath& path, std::string commit);
  void remove(const RepoPath& path);

  std::vector<Entry> list(const RepoPath& directory) const override;
  std::optional<EntryType> type(const RepoPath& path) const override;
  Result<std::string> read(const RepoPath& path) const override;
  std::string content_id(const RepoPath& path) const override;
  const TreeIndex& index() const override { return index_; }

  // What differs between two trees, as a diff of commits would say.
  static Changes changes(const MemoryTree& before, const MemoryTree& after);

 private:
  struct Node {
    EntryType type;
    std::string content;
    bool operator==(const Node&) const = default;
  };
  void add(const RepoPath& path, Node node);

  std::map<RepoPath, Node> nodes_;  // everything but directories
  TreeIndex index_;
};

}  // namespace monoci
