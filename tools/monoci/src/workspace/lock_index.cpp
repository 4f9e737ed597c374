#include "workspace/lock_index.hpp"

#include <algorithm>
#include <tuple>

namespace monoci {

namespace {

// As much of what names a package as `parts` says: its name, its version, its source.
template <class Named>
auto first_parts(const Named& each, std::size_t parts) {
  return std::tuple(each.name, parts > 1 ? each.version : nullptr, parts > 2 ? each.source : nullptr);
}

}  // namespace

LockIndex::LockIndex(const Lock& lock) : lock_(lock) {
  for (PlaceInLock each = 0; each < lock.packages.size(); ++each) by_name_.push_back(each);
  std::ranges::sort(by_name_, {}, [&](PlaceInLock each) { return first_parts(lock.packages[each], 3); });
}

std::span<const PlaceInLock> LockIndex::fitting(const LockedRequirement& requirement, std::size_t parts) const {
  const auto found = std::ranges::equal_range(by_name_, first_parts(requirement, parts), {}, [&](PlaceInLock each) {
    return first_parts(lock_.packages[each], parts);
  });
  return {found.begin(), found.end()};
}

std::span<const PlaceInLock> LockIndex::meant_by(const LockedRequirement& requirement) const {
  const auto found = fitting(requirement, requirement.version == nullptr ? 1 : requirement.source == nullptr ? 2 : 3);
  return found.empty() ? fitting(requirement, 1) : found;  // a slip in the lock: whatever has the name
}

bool is_asked(const LockedTable& table, const LockedRequirement& requirement) {
  if (table.holder != Holder::extra) return table.holder == Holder::dependencies;
  return std::ranges::find(requirement.extras, table.name) != requirement.extras.end();
}

}  // namespace monoci
