#include "affected/lock_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ecosystem/ecosystem.hpp"

namespace monoci {

namespace {

LockEvidence compared(const MemberSet& set, const Result<Lock>& base, const Result<Lock>& head,
                      ExtraWheels extra_wheels) {
  const auto file = set.lock.str();
  if (!head)
    return std::unexpected(fmt::format("`{}` cannot be read: {}; `{}` makes it anew", file, head.error().what,
                                       ecosystem_named(set.ecosystem)->lock_command));
  if (!base) return std::unexpected(fmt::format("`{}` of the base cannot be read: {}", file, base.error().what));
  if (auto slices = lock_slices(set.lock, *base, *head, set.groups, extra_wheels)) return std::move(*slices);
  return std::unexpected(
      fmt::format("the packages of `{}` require each other in more ways than can be followed", file));
}

bool is_file_on_both_sides(const Changes& changes, const RepoPath& file) {
  const auto change = std::ranges::lower_bound(changes, file, {}, &Change::path);
  return change != changes.end() && change->path == file && change->before == EntryType::file &&
         change->after == EntryType::file;
}

}  // namespace

std::map<RepoPath, LockEvidence> changed_locks(const Side& base, const Side& head, const Changes& changes,
                                               LockCache& cache) {
  std::map<RepoPath, LockEvidence> locks;
  for (const auto* side : {&head, &base}) {
    for (const auto& set : side->workspace.member_sets) {
      if (locks.contains(set.lock) || !is_file_on_both_sides(changes, set.lock)) continue;
      const auto& ecosystem = *ecosystem_named(set.ecosystem);
      const auto before = read_lock(base.tree, set.lock, set.lock, ecosystem, cache);
      const auto after = read_lock(head.tree, set.lock, set.lock, ecosystem, cache);
      locks.emplace(set.lock, compared(set, *before, *after, head.workspace.config.extra_wheels));
    }
  }
  return locks;
}

}  // namespace monoci
