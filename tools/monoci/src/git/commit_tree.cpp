#include "git/commit_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/quoted.hpp"
#include "git/failure.hpp"

namespace monoci {
namespace {

using gitview::EntryKind;
using gitview::Oid;

// Subtrees wait on a stack of their own, so that no depth of nesting can exhaust ours.
gitview::Result<void> take_down(gitview::TreeStore& store, const Oid& root, TreeIndex& index) {
  std::vector<std::pair<RepoPath, Oid>> waiting{{RepoPath(), root}};
  while (!waiting.empty()) {
    const auto [directory, oid] = std::move(waiting.back());
    waiting.pop_back();
    const auto tree = store.read(oid);
    if (!tree) return std::unexpected(tree.error());
    for (const gitview::TreeEntry& entry : (*tree)->entries()) {
      if (entry.kind() == EntryKind::directory) {
        waiting.emplace_back(directory.child(entry.name), entry.oid);
      } else if (const EntryType type = to_type(entry.kind()); index.wants(entry.name, type)) {
        index.add(directory.child(entry.name), type);
      }
    }
  }
  return {};
}

}  // namespace

EntryType to_type(EntryKind kind) {
  switch (kind) {
    case EntryKind::directory:
      return EntryType::directory;
    case EntryKind::link:
      return EntryType::link;
    case EntryKind::gitlink:
      return EntryType::submodule;
    case EntryKind::file:
      break;
  }
  return EntryType::file;
}

CommitTree::CommitTree(const gitview::Repository& repository, gitview::TreeStore& store, const Oid& root,
                       TreeIndex index, Fetcher* fetcher)
    : repository_(&repository), store_(&store), root_(root), index_(std::move(index)), fetcher_(fetcher) {}

Result<CommitTree> CommitTree::load(const gitview::Repository& repository, gitview::TreeStore& store, const Oid& tree,
                                    std::span<const std::string_view> file_names, Fetcher* fetcher) {
  TreeIndex index(file_names);
  auto done = with_missing_objects(fetcher, [&] { return take_down(store, tree, index); });
  if (!done) return std::unexpected(to_diagnostic(done.error()));
  return CommitTree(repository, store, tree, std::move(index), fetcher);
}

CommitTree CommitTree::derived(const Oid& tree, const CommitTree& head, const Changes& changes) {
  TreeIndex index = head.index_;
  index.undo(changes);
  return CommitTree(*head.repository_, *head.store_, tree, std::move(index), head.fetcher_);
}

// Each directory is looked up from the one above it, once.
const gitview::Tree* CommitTree::directory(const RepoPath& path) const {
  if (const auto known = directories_.find(path.str()); known != directories_.end()) return known->second;
  const gitview::Tree* found = nullptr;
  if (path.is_root()) {
    found = open(root_);
  } else if (const gitview::Tree* parent = directory(path.parent())) {
    const auto entry = parent->find(path.name());
    if (entry && entry->kind() == EntryKind::directory) found = open(entry->oid);
  }
  return directories_[path.str()] = found;
}

const gitview::Tree* CommitTree::open(const Oid& oid) const {
  const auto tree = store_->read(oid);
  return tree ? *tree : nullptr;
}

std::optional<gitview::TreeEntry> CommitTree::find(const RepoPath& path) const {
  const gitview::Tree* parent = directory(path.parent());
  if (parent == nullptr || path.is_root()) return std::nullopt;
  const auto entry = parent->find(path.name());
  if (!entry) return std::nullopt;
  return *entry;
}

std::vector<Entry> CommitTree::list(const RepoPath& path) const {
  std::vector<Entry> entries;
  if (const gitview::Tree* tree = directory(path)) {
    for (const gitview::TreeEntry& entry : tree->entries()) {
      entries.push_back({std::string(entry.name), to_type(entry.kind())});
    }
  }
  std::ranges::sort(entries);  // git sorts a directory as if its name ended in '/'
  return entries;
}

std::optional<EntryType> CommitTree::type(const RepoPath& path) const {
  if (path.is_root()) return EntryType::directory;
  const auto entry = find(path);
  if (!entry) return std::nullopt;
  return to_type(entry->kind());
}

Result<std::string> CommitTree::read(const RepoPath& path) const {
  const auto entry = find(path);
  if (!entry || (entry->kind() != EntryKind::file && entry->kind() != EntryKind::link)) {
    return std::unexpected(
        Diagnostic{Severity::error, fmt::format("`{}` is no file", quoted_if_odd(path.str())), {}, ""});
  }
  auto bytes = with_missing_objects(fetcher_, [&] { return repository_->blob(entry->oid); });
  if (bytes) return std::move(*bytes);
  Diagnostic problem = to_diagnostic(bytes.error());
  problem.what = fmt::format("cannot read `{}`: {}", quoted_if_odd(path.str()), problem.what);
  return std::unexpected(std::move(problem));
}

std::string CommitTree::content_id(const RepoPath& path) const {
  const auto entry = find(path);
  return entry && entry->kind() != EntryKind::directory ? entry->oid.hex() : std::string();
}

void CommitTree::prefetch() const {
  if (fetcher_ == nullptr || !repository_->partial_clone_filter()) return;
  std::vector<Oid> missing;
  for (const std::set<RepoPath>* paths : {&index_.named_files(), &index_.links()}) {
    for (const RepoPath& path : *paths) {
      const auto entry = find(path);
      if (entry && !repository_->has_object(entry->oid)) missing.push_back(entry->oid);
    }
  }
  if (!missing.empty()) (void)fetcher_->objects(missing);  // a failure is told by the read that needs the object
}

}  // namespace monoci
