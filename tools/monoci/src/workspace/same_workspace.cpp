#include "workspace/same_workspace.hpp"

#include <algorithm>

#include "ecosystem/ecosystem.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

bool says_something(const RepoPath& path) {
  return path.name() == kProjectFile || path.str() == kConfigFile || is_read(path.name());
}

bool is_plain(const std::optional<EntryType>& type) { return !type || type == EntryType::file; }

bool is_directory(const FileTree& tree, const RepoPath& path) { return tree.type(path) == EntryType::directory; }

// What is read may lie anywhere when its name is a link.
bool reads_through_links(const FileTree& tree) { return std::ranges::any_of(tree.index().links(), says_something); }

}  // namespace

// A file that comes or goes in a directory that both trees have changes no answer that a workspace is read from: where
// links and sources lead is the same whether something is there or not.
bool have_same_workspace(const FileTree& base, const FileTree& head, const Changes& changes) {
  if (reads_through_links(head)) return false;
  return std::ranges::all_of(changes, [&](const Change& change) {
    if (says_something(change.path) || !is_plain(change.before) || !is_plain(change.after)) return false;
    if (change.before && change.after) return true;
    return is_directory(base, change.path.parent()) && is_directory(head, change.path.parent());
  });
}

}  // namespace monoci
