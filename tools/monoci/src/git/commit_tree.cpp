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

constexpr std::size_t kLargeFile = std::size_t{4} << 20;  // manifests are smaller, locks mostly
constexpr std::size_t kLongestTarget = 4096;              // of a link: Linux's PATH_MAX, so that it can be checked out

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

CommitTree::CommitTree(const gitview::Repository& repository, const TreeSummaries& summaries, const Oid& root,
                       TreeIndex index, Fetcher* fetcher)
    : repository_(&repository), store_(&summaries.store()), root_(root), index_(std::move(index)), fetcher_(fetcher) {}

Result<CommitTree> CommitTree::load(const gitview::Repository& repository, TreeSummaries& summaries, const Oid& tree,
                                    Fetcher* fetcher) {
  auto index = with_missing_objects(fetcher, [&] { return summaries.index(tree); });
  if (!index) return std::unexpected(to_diagnostic(index.error()));
  CommitTree loaded(repository, summaries, tree, std::move(*index), fetcher);
  loaded.paths_ = (*summaries.of(tree))->paths;
  return loaded;
}

// Each directory is looked up from the one above it, once. The way down ends where there is none: a path may name any
// number of components that nothing has.
const gitview::Tree* CommitTree::directory(const RepoPath& path) const {
  if (const auto known = directories_.find(path.str()); known != directories_.end()) return known->second;
  const gitview::Tree* at = open(root_);
  if (path.is_root()) return directories_[path.str()] = at;
  const std::string& text = path.str();
  for (std::size_t begin = 0, end = 0; at != nullptr && end < text.size(); begin = end + 1) {
    end = std::min(text.find('/', begin), text.size());
    const auto [place, is_new] = directories_.try_emplace(text.substr(0, end), nullptr);
    if (is_new) {
      const auto entry = at->find(std::string_view(text).substr(begin, end - begin));
      if (entry && entry->kind() == EntryKind::directory) place->second = open(entry->oid);
    }
    at = place->second;
  }
  return at;
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
  const auto largest = std::clamp(left_for_large_files_, kLargeFile, gitview::Repository::kLargestBlob);
  const auto most = entry->kind() == EntryKind::link ? kLongestTarget : largest;
  auto bytes = with_missing_objects(fetcher_, [&] { return repository_->blob(entry->oid, most); });
  if (bytes && bytes->size() > kLargeFile) left_for_large_files_ -= std::min(bytes->size(), left_for_large_files_);
  if (bytes) return std::move(*bytes);
  Diagnostic problem = to_diagnostic(bytes.error());
  problem.what = fmt::format("cannot read `{}`: {}", quoted_if_odd(path.str()), problem.what);
  return std::unexpected(std::move(problem));
}

std::string CommitTree::content_id(const RepoPath& path) const {
  if (path.is_root()) return root_.hex();
  const auto entry = find(path);
  return entry ? entry->oid.hex() : std::string();
}

void CommitTree::prefetch(bool (*is_read)(std::string_view name)) const {
  if (fetcher_ == nullptr || !repository_->partial_clone_filter()) return;
  std::vector<Oid> missing;
  for (const std::set<RepoPath>* paths : {&index_.named_files(), &index_.links()}) {
    for (const RepoPath& path : *paths) {
      if (is_read != nullptr && paths == &index_.named_files() && !is_read(path.name())) continue;
      const auto entry = find(path);
      if (entry && !repository_->has_object(entry->oid)) missing.push_back(entry->oid);
    }
  }
  if (!missing.empty()) (void)fetcher_->objects(missing);  // a failure is told by the read that needs the object
}

}  // namespace monoci
