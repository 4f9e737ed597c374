#include "workspace/same_workspace.hpp"

#include <algorithm>

#include "ecosystem/ecosystem.hpp"
#include "ecosystem/named_paths.hpp"
#include "workspace/project_file.hpp"

namespace monoci {

namespace {

bool says_something(const RepoPath& path) {
  return path.name() == kProjectFile || path.str() == kConfigFile || is_read(path.name());
}

constexpr std::ptrdiff_t kMostLookedInto = 1000;  // with more to look into, to read the workspace again is no slower

bool has_mark(const FileTree& tree, const RepoPath& path) {
  const auto text = tree.read(path);
  return !text || text->contains(mark_of(path.name()));
}

// Whether a file that counts by what it holds counts on either side.
bool is_marked(const FileTree& base, const FileTree& head, const Change& change) {
  if (mark_of(change.path.name()).empty()) return false;
  return (change.before && has_mark(base, change.path)) || (change.after && has_mark(head, change.path));
}

bool is_plain(const std::optional<EntryType>& type) { return !type || type == EntryType::file; }

bool is_directory(const FileTree& tree, const RepoPath& path) { return tree.type(path) == EntryType::directory; }

// What is read may lie anywhere when its name is a link.
bool reads_through_links(const FileTree& tree) { return std::ranges::any_of(tree.index().links(), says_something); }

}  // namespace

// A file that comes or goes in a directory that both trees have changes no answer that a workspace is read from: where
// links and sources lead is the same whether something is there or not.
bool have_same_workspace(const FileTree& base, const FileTree& head, const std::set<RepoPath>& continuations,
                         const Changes& changes) {
  if (reads_through_links(head)) return false;
  const auto may_be_marked = [](const Change& change) { return !mark_of(change.path.name()).empty(); };
  if (std::ranges::count_if(changes, may_be_marked) > kMostLookedInto) return false;
  return std::ranges::all_of(changes, [&](const Change& change) {
    const bool names_something = reader_of_names(change.path.name()) != nullptr;
    if (says_something(change.path) || names_something || continuations.contains(change.path) ||
        !is_plain(change.before) || !is_plain(change.after))
      return false;
    if (is_marked(base, head, change)) return false;
    if (change.before && change.after) return true;
    return is_directory(base, change.path.parent()) && is_directory(head, change.path.parent());
  });
}

}  // namespace monoci
