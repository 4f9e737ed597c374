#include "git/tree_summaries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_set>
#include <utility>

#include "git/commit_tree.hpp"

namespace monoci {
namespace {

using gitview::EntryKind;
using gitview::Failure;
using gitview::FailureKind;
using gitview::Oid;

// As Linux's PATH_MAX: what has a longer path cannot be checked out.
constexpr std::uint64_t kLongestPath = 4096;

// Places that any tree may have. More of them must be told apart by entries of their own: in real repositories nearly
// each has one.
constexpr std::uint64_t kFreePlaces = 20'000;
constexpr std::uint64_t kPlacesPerEntry = 20;

std::uint64_t sum(std::uint64_t one, std::uint64_t other) {
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
  return one > kMost - other ? kMost : one + other;
}

void add_directory(TreeSummary& summary, std::string_view name, const TreeSummary& below) {
  summary.paths = sum(summary.paths, below.paths);
  if (below.places == 0) return;
  summary.places = sum(summary.places, below.places);
  summary.longest_path = std::max(summary.longest_path, sum(name.size() + 1, below.longest_path));
  summary.held.push_back({name, EntryType::directory, &below});
}

void add_leaf(TreeSummary& summary, std::string_view name, EntryType type, bool is_wanted) {
  summary.paths = sum(summary.paths, 1);
  if (!is_wanted) return;
  summary.places = sum(summary.places, 1);
  summary.longest_path = std::max<std::uint64_t>(summary.longest_path, name.size());
  summary.held.push_back({name, type, nullptr});
}

// A directory that is being read: the subtrees before `next` are complete.
struct OpenDirectory {
  Oid id;
  gitview::Tree::Iterator next;
  TreeSummary summary;
};

// Entries that lead to places, each directory's counted once.
std::uint64_t distinct_entries(const TreeSummary& root) {
  std::unordered_set<const TreeSummary*> seen{&root};
  std::vector<const TreeSummary*> waiting{&root};
  std::uint64_t entries = 0;
  while (!waiting.empty()) {
    const auto* directory = waiting.back();
    waiting.pop_back();
    entries += directory->held.size();
    for (const auto& held : directory->held)
      if (held.below != nullptr && seen.insert(held.below).second) waiting.push_back(held.below);
  }
  return entries;
}

std::optional<Failure> refusal(const TreeSummary& root, const Oid& id) {
  if (root.longest_path > kLongestPath)
    return Failure{FailureKind::damaged_object,
                   fmt::format("a tree has paths of more than {} bytes, down to {}", kLongestPath, root.longest_path),
                   id.hex(), "git could not check this out either"};
  if (root.places <= kFreePlaces || root.places / kPlacesPerEntry <= distinct_entries(root)) return {};
  return Failure{FailureKind::damaged_object,
                 fmt::format("a tree repeats few directories in very many places: {} manifests, links and submodules",
                             root.places),
                 id.hex(), "git could not check this out either; `git rev-list --objects` tells who brought it"};
}

}  // namespace

// Directories wait on a stack of their own, so that no depth of nesting can exhaust ours. One that is on it already
// contains itself, which no healthy repository can have.
gitview::Result<const TreeSummary*> TreeSummaries::of(const Oid& tree) {
  std::vector<OpenDirectory> open;
  std::size_t bytes = 0;  // of what was not known before
  const auto enter = [&](const Oid& id) -> gitview::Result<void> {
    if (known_.contains(id))
      return std::unexpected(
          Failure{FailureKind::damaged_object, "a tree contains itself", id.hex(), "run `git fsck`"});
    const auto read = store_->read(id);
    if (!read) return std::unexpected(read.error());
    bytes += (*read)->entries().raw.size();
    if (bytes > most_bytes_)
      return std::unexpected(
          Failure{FailureKind::io, fmt::format("the directories of a commit take more than {} MiB", most_bytes_ >> 20),
                  tree.hex(), "such a repository is not read; take files out of it"});
    known_.try_emplace(id);
    open.push_back({id, (*read)->entries().begin(), {}});
    return {};
  };
  const auto complete = [&](const Oid& id) -> const TreeSummary* {
    const auto found = known_.find(id);
    return found != known_.end() && found->second.is_complete ? &found->second.summary : nullptr;
  };
  // True when all of it is in; false when a subtree has to be read before.
  const auto go_on = [&](OpenDirectory& directory) {
    for (; directory.next != std::default_sentinel; ++directory.next) {
      const auto& entry = *directory.next;
      if (entry.kind() == EntryKind::directory) {
        const auto* below = complete(entry.oid);
        if (below == nullptr) return false;
        add_directory(directory.summary, entry.name, *below);
      } else {
        const auto type = to_type(entry.kind());
        add_leaf(directory.summary, entry.name, type, wanted_.wants(entry.name, type));
      }
    }
    return true;
  };

  gitview::Result<void> entered;
  if (complete(tree) == nullptr) entered = enter(tree);
  while (entered && !open.empty()) {
    if (go_on(open.back())) {
      open.back().summary.held.shrink_to_fit();
      known_[open.back().id] = {std::move(open.back().summary), true};
      open.pop_back();
    } else {
      entered = enter(Oid(open.back().next->oid));
    }
  }
  if (!entered) {  // what was read stays known: whoever fetches what is missing asks again
    for (const auto& directory : open) known_.erase(directory.id);
    return std::unexpected(std::move(entered.error()));
  }
  return complete(tree);
}

gitview::Result<TreeIndex> TreeSummaries::index(const Oid& tree) {
  const auto root = of(tree);
  if (!root) return std::unexpected(root.error());
  if (auto refused = refusal(**root, tree)) return std::unexpected(std::move(*refused));
  TreeIndex index = wanted_;
  struct Level {
    const TreeSummary* directory;
    std::size_t next, path_size;
  };
  std::string path;
  std::vector<Level> levels{{*root, 0, 0}};
  while (!levels.empty()) {
    auto& level = levels.back();
    path.resize(level.path_size);
    if (level.next == level.directory->held.size()) {
      levels.pop_back();
      continue;
    }
    const auto& held = level.directory->held[level.next++];
    path += held.name;
    if (held.below != nullptr) {
      path += '/';
      levels.push_back({held.below, 0, path.size()});
    } else if (const auto place = RepoPath::parse(path)) {
      index.add(*place, held.type);
    }
  }
  return index;
}

}  // namespace monoci
