#include <fmt/format.h>

#include "affected/evidence.hpp"
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

}  // namespace

Evidence evidence_between(const Side& base, const Side& head, Changes changes, LockCache& cache) {
  Evidence evidence{std::move(changes), {}, {}};
  evidence.unchanged_templates = unchanged_templates(base, head, evidence.changes);
  evidence.tables = changed_tables(base, head, evidence.changes);
  evidence.locks = changed_locks(base, head, evidence.changes, cache);
  return evidence;
}

std::map<RepoPath, LockEvidence> changed_locks(const Side& base, const Side& head, const Changes& changes,
                                               LockCache& cache) {
  std::map<RepoPath, const MemberSet*> sets;
  std::vector<LockFile> files;
  for (const auto* side : {&head, &base}) {
    for (const auto& set : side->workspace.member_sets) {
      const auto* change = find_change(changes, set.lock);
      if (change == nullptr || !is_file_on_both_sides(*change) || !sets.emplace(set.lock, &set).second) continue;
      files.push_back({set.lock, set.lock, ecosystem_named(set.ecosystem)});
    }
  }
  for (const auto* side : {&head, &base}) read_locks(side->tree, files, cache);
  std::map<RepoPath, LockEvidence> locks;
  for (const auto& file : files)
    locks.emplace(file.file, compared(*sets.at(file.file), *read_lock(base.tree, file, cache),
                                      *read_lock(head.tree, file, cache), head.workspace.config.extra_wheels));
  return locks;
}

}  // namespace monoci
