#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/repo_path.hpp"
#include "tree/entry.hpp"
#include "tree/tree_index.hpp"

namespace monoci {

struct Entry {
  std::string name;
  EntryType type;
  auto operator<=>(const Entry&) const = default;
};

// All files of one state of the repository: a commit, the work tree, or memory in tests. Its directories are known
// once it is made, so that only reading a file can fail. Links are never followed here (workspace/links does).
class FileTree {
 public:
  virtual ~FileTree() = default;

  virtual std::vector<Entry> list(const RepoPath& directory) const = 0;  // by name; empty when it is no directory
  virtual std::optional<EntryType> type(const RepoPath& path) const = 0;

  // The bytes of a file, or the text of a link. An error when they cannot be had: evidence is then missing.
  virtual Result<std::string> read(const RepoPath& path) const = 0;

  // Equal for two paths, in whatever trees of one run, only when their bytes are equal; for two directories, only when
  // all that is below them is. Empty when not known without reading.
  virtual std::string content_id(const RepoPath& path) const = 0;

  virtual const TreeIndex& index() const = 0;
};

}  // namespace monoci
