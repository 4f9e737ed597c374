#include "git/changes.hpp"

#include <algorithm>

#include "git/commit_tree.hpp"
#include "git/failure.hpp"

namespace monoci {
namespace {

std::optional<EntryType> type_of(const std::optional<gitview::TreeEntry>& entry) {
  if (!entry) return std::nullopt;
  return to_type(entry->kind());
}

void append(Changes& changes, Change change) {
  if (change.before || change.after) changes.push_back(std::move(change));
}

}  // namespace

Result<Changes> changes_between(gitview::TreeStore& store, const std::optional<gitview::Oid>& before,
                                const std::optional<gitview::Oid>& after, Fetcher* fetcher) {
  auto differences = with_missing_objects(fetcher, [&] { return gitview::diff_trees(store, before, after); });
  if (!differences) return std::unexpected(to_diagnostic(differences.error()));
  return to_changes(*differences);
}

Changes to_changes(const std::vector<gitview::TreeChange>& differences) {
  Changes changes;
  changes.reserve(differences.size());
  for (const gitview::TreeChange& difference : differences) {
    // Names of tree objects are valid file names, so that the path is normal already.
    if (auto path = RepoPath::parse(difference.path)) {
      changes.push_back({std::move(*path), type_of(difference.before), type_of(difference.after)});
    }
  }
  return changes;
}

Changes composed(const Changes& first, const Changes& second) {
  Changes all;
  auto one = first.begin();
  auto other = second.begin();
  while (one != first.end() || other != second.end()) {
    if (other == second.end() || (one != first.end() && one->path < other->path)) {
      append(all, *one++);
    } else if (one == first.end() || other->path < one->path) {
      append(all, *other++);
    } else {
      append(all, {one->path, one->before, other->after});
      ++one, ++other;
    }
  }
  return all;
}

}  // namespace monoci
