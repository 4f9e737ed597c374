#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "workspace/manifests.hpp"
#include "workspace/member_globs.hpp"
#include "workspace/nearest_path.hpp"

namespace monoci {

// Nobody else tells: a root whose patterns name nothing is a workspace of nobody, and that is allowed.
void check_member_patterns(const CheckedTree& tree, Diagnostics& problems) {
  auto& manifests = *tree.manifests;
  std::set<std::pair<RepoPath, std::string_view>> seen;  // a root with several locks has several sets
  for (const auto& set : tree.workspace.member_sets) {
    const auto* ecosystem = ecosystem_named(set.ecosystem);
    if (ecosystem == nullptr || !seen.emplace(set.root, set.ecosystem).second) continue;
    const auto* found = manifests.in(set.root, *ecosystem);
    if (found == nullptr || found->manifest == nullptr || !found->manifest->workspace) continue;
    for (const auto& pattern : found->manifest->workspace->members) {
      if (!fault_of_pattern(pattern.text).empty() || !fault_of_size(pattern.text).empty()) continue;  // told otherwise
      if (!directories_named(tree.links, set.root, pattern.text).paths.empty()) continue;
      const auto begin = literal_beginning(set.root.below_prefix() + pattern.text).value_or(RepoPath());
      problems.warning(fmt::format("`{}` in `members` names no directory", quoted_if_odd(pattern.text)), pattern.spot,
                       hint_of_missing(tree.files, begin, "mend it, or take it away"));
    }
  }
}

}  // namespace monoci
