#include "gitview/tree_diff.hpp"

#include <algorithm>
#include <unordered_set>

namespace gitview {
namespace {

// As git's core.maxTreeDepth, which is 2048 or 4096 by version: deeper trees exist only to exhaust somebody's stack.
constexpr int kMaxDepth = 4096;

// A few trees can have more paths than a machine has memory for, because equal ones are one object. Entries that differ
// may be as many as this, and more where the trees are large themselves: an entry takes 25 bytes of one at least, and
// in real repositories few trees lie in two places.
constexpr std::size_t kFreeEntries = 300'000;
constexpr std::size_t kBytesOfAnEntry = 4;

bool is_directory(const TreeEntry& entry) { return entry.kind() == EntryKind::directory; }

// git's order of entries, in which the paths of a whole walk come out sorted by their bytes: "a" < "a-b" < "a/b".
int compare(const TreeEntry& one, const TreeEntry& other) {
  const std::size_t common = std::min(one.name.size(), other.name.size());
  if (const int order = one.name.substr(0, common).compare(other.name.substr(0, common)); order != 0) return order;
  const auto next = [common](const TreeEntry& entry) {
    if (common < entry.name.size()) return static_cast<int>(static_cast<unsigned char>(entry.name[common]));
    return is_directory(entry) ? static_cast<int>('/') : 0;
  };
  return next(one) - next(other);
}

class Walk {
 public:
  explicit Walk(TreeStore& store) : store_(store) {}

  // Walks two versions of one directory side by side; an absent one has no entries.
  void directories(const std::optional<Oid>& before, const std::optional<Oid>& after) {
    if (before == after) return;
    if (++depth_ > kMaxDepth) return fail_too_deep(before ? *before : *after);
    Tree::Iterator old_entry = open(before);
    Tree::Iterator new_entry = open(after);
    while (!failure_ && (old_entry != std::default_sentinel || new_entry != std::default_sentinel)) {
      const int order = compare_ends(old_entry, new_entry);
      entries(order <= 0 ? &*old_entry : nullptr, order >= 0 ? &*new_entry : nullptr);
      if (order <= 0) ++old_entry;
      if (order >= 0) ++new_entry;
    }
    --depth_;
  }

  Result<std::vector<TreeChange>> result() && {
    if (failure_) return std::unexpected(std::move(*failure_));
    return std::move(changes_);
  }

 private:
  static int compare_ends(const Tree::Iterator& before, const Tree::Iterator& after) {
    if (before == std::default_sentinel) return 1;
    if (after == std::default_sentinel) return -1;
    return compare(*before, *after);
  }

  // Two entries that sort alike, of which one may be absent. Equal order means: both directories, or neither.
  void entries(const TreeEntry* before, const TreeEntry* after) {
    if (before != nullptr && after != nullptr && before->oid == after->oid && before->mode == after->mode) return;
    if (++entries_ > kFreeEntries + bytes_ / kBytesOfAnEntry) return fail_too_many();
    const TreeEntry& either = before != nullptr ? *before : *after;
    const std::size_t parent_length = path_.size();
    path_ += either.name;
    if (is_directory(either)) {
      path_ += '/';
      directories(oid_of(before), oid_of(after));
    } else {
      changes_.push_back({path_, copy_of(before), copy_of(after)});
    }
    path_.resize(parent_length);
  }

  static std::optional<Oid> oid_of(const TreeEntry* entry) {
    return entry == nullptr ? std::nullopt : std::optional(entry->oid);
  }
  static std::optional<TreeEntry> copy_of(const TreeEntry* entry) {
    return entry == nullptr ? std::nullopt : std::optional(*entry);
  }

  Tree::Iterator open(const std::optional<Oid>& oid) {
    if (!oid || failure_) return {};
    auto tree = store_.read(*oid);
    if (tree && opened_.insert(*oid).second) bytes_ += (*tree)->entries().raw.size();
    if (tree) return (*tree)->entries().begin();
    failure_ = std::move(tree.error());
    return {};
  }

  void fail_too_deep(const Oid& oid) {
    failure_ = Failure{FailureKind::damaged_object, "directories are nested too deeply", oid.hex(),
                       "git would not check this out either"};
  }

  void fail_too_many() {
    failure_ = Failure{FailureKind::damaged_object, "more paths differ than any repository has",
                       path_.substr(0, path_.find('/')), "few directories repeat in very many places there"};
  }

  TreeStore& store_;
  std::vector<TreeChange> changes_;
  std::unordered_set<Oid, OidHash> opened_;
  std::size_t entries_ = 0, bytes_ = 0;  // entries that differ, by path; bytes of the trees opened, each once
  std::optional<Failure> failure_;
  std::string path_;
  int depth_ = 0;
};

}  // namespace

Result<std::vector<TreeChange>> diff_trees(TreeStore& store, std::optional<Oid> before, std::optional<Oid> after) {
  Walk walk(store);
  walk.directories(before, after);
  return std::move(walk).result();
}

}  // namespace gitview
