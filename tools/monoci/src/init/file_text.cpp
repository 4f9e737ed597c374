#include "init/file_text.hpp"

#include <algorithm>

namespace monoci {

namespace {

void collect(const FileTree& tree, const RepoPath& directory, std::vector<RepoPath>& files) {
  for (const auto& entry : tree.list(directory)) {
    const auto path = directory.child(entry.name);
    if (entry.type == EntryType::directory)
      collect(tree, path, files);
    else if (entry.type != EntryType::submodule)
      files.push_back(path);
  }
}

}  // namespace

std::optional<std::string> file_text(const FileTree& tree, const RepoPath& path) {
  if (tree.type(path) != EntryType::file) return {};
  auto text = tree.read(path);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

std::vector<RepoPath> all_files(const FileTree& tree) {
  std::vector<RepoPath> files;
  collect(tree, RepoPath(), files);
  std::ranges::sort(files);
  return files;
}

}  // namespace monoci
