#include "support/files.hpp"

#include "workspace/read_workspace.hpp"

namespace monoci {

Files with(Files files, const Files& changes) {
  for (const auto& [path, content] : changes) files.insert_or_assign(path, content);
  std::erase_if(files, [](const auto& file) { return file.second == gone(); });
  return files;
}

MemoryTree tree_of(const Files& files) {
  MemoryTree tree(indexed_file_names());
  for (const auto& [path, content] : files) {
    if (content.type == EntryType::link) tree.add_link(at(path), content.text);
    if (content.type == EntryType::submodule) tree.add_submodule(at(path), content.text);
    if (content.type == EntryType::file) tree.add_file(at(path), content.text);
  }
  return tree;
}

}  // namespace monoci
