#include "tree/memory_tree.hpp"

#include <fmt/format.h>

#include "base/path_range.hpp"

namespace monoci {

void MemoryTree::add(const RepoPath& path, Node node) {
  index_.add(path, node.type);
  nodes_.insert_or_assign(path, std::move(node));
}

void MemoryTree::add_file(const RepoPath& path, std::string text) { add(path, {EntryType::file, std::move(text)}); }

void MemoryTree::add_link(const RepoPath& path, std::string target) { add(path, {EntryType::link, std::move(target)}); }

void MemoryTree::add_submodule(const RepoPath& path, std::string commit) {
  add(path, {EntryType::submodule, std::move(commit)});
}

void MemoryTree::remove(const RepoPath& path) {
  if (const auto found = nodes_.find(path); found != nodes_.end()) {
    index_.undo({{path, std::nullopt, found->second.type}});
    nodes_.erase(found);
  }
}

std::vector<Entry> MemoryTree::list(const RepoPath& directory) const {
  std::map<std::string, EntryType> entries;
  const auto prefix = directory.below_prefix();
  for (const auto& [path, node] : nodes_) {
    if (!path.str().starts_with(prefix)) continue;
    const auto rest = path.str().substr(prefix.size());
    const auto slash = rest.find('/');
    entries.emplace(rest.substr(0, slash), slash == std::string::npos ? node.type : EntryType::directory);
  }
  std::vector<Entry> result;
  for (auto& [name, type] : entries) result.push_back({name, type});
  return result;
}

std::optional<EntryType> MemoryTree::type(const RepoPath& path) const {
  if (const auto found = nodes_.find(path); found != nodes_.end()) return found->second.type;
  if (path.is_root()) return EntryType::directory;
  for (const auto& [each, node] : nodes_) {
    if (path.contains(each)) return EntryType::directory;
  }
  return std::nullopt;
}

Result<std::string> MemoryTree::read(const RepoPath& path) const {
  const auto found = nodes_.find(path);
  const bool readable = found != nodes_.end() && found->second.type != EntryType::submodule;
  if (!readable)
    return std::unexpected(Diagnostic{.what = fmt::format("`{}` is no file", path.str()), .where = {}, .hint = {}});
  return found->second.content;
}

std::string MemoryTree::content_id(const RepoPath& path) const {
  if (const auto found = nodes_.find(path); found != nodes_.end()) return found->second.content;
  if (type(path) != EntryType::directory) return {};
  std::string id("\0", 1);  // as no text begins
  const auto above = path.below_prefix().size();
  for (const auto& [below, node] : range_below(nodes_, path)) {
    const auto name = below.str().substr(above);
    id += fmt::format("{} {} {} {}\n", static_cast<int>(node.type), name.size(), node.content.size(), name);
    id += node.content;
  }
  return id;
}

Changes MemoryTree::changes(const MemoryTree& before, const MemoryTree& after) {
  std::map<RepoPath, Change> all;
  for (const auto& [path, node] : before.nodes_) all[path] = {path, node.type, std::nullopt};
  for (const auto& [path, node] : after.nodes_) {
    const auto old = before.nodes_.find(path);
    if (old != before.nodes_.end() && old->second == node)
      all.erase(path);
    else
      all[path] = {path, old == before.nodes_.end() ? std::nullopt : std::optional(old->second.type), node.type};
  }
  Changes result;
  for (auto& [path, change] : all) result.push_back(std::move(change));
  return result;
}

}  // namespace monoci
