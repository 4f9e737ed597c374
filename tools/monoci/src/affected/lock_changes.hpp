// What a changed lock means to each project that installs from it (docs/design/locks-as-evidence.md).
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "affected/cause.hpp"
#include "config/config.hpp"
#include "ecosystem/lock.hpp"
#include "ecosystem/manifest.hpp"

namespace monoci {

using LockChanges = std::vector<LockedPackageChanged>;

// A lock that both sides have and that can be read there. A project is told by its directory.
struct LockSlices {
  std::map<RepoPath, LockChanges> of_projects;  // those whose slice differs
  std::set<RepoPath> locked;                    // those with an entry at head
  LockChanges of_root_groups;                   // of the groups of the root that are installed along with each member
};

// What the sides of a lock that changed say; or why they cannot be compared.
using LockEvidence = std::expected<LockSlices, std::string>;

// Compares what can be reached in a lock at base and head: packages by name, version and source, their archives, and
// what asks for them. Versions of local packages, order, sizes, times and places of archives are nothing. Nothing is
// returned where there are more ways than anybody can walk.
std::optional<LockSlices> lock_slices(const RepoPath& file, const Lock& base, const Lock& head,
                                      const InstalledGroups& groups, ExtraWheels extra_wheels);

}  // namespace monoci
