#pragma once

#include <optional>
#include <vector>

#include "git/fetch.hpp"
#include "gitview/tree_diff.hpp"
#include "tree/change.hpp"

namespace monoci {

// What differs between two trees. Trees that a partial clone left out are fetched, if there is a fetcher.
Result<Changes> changes_between(gitview::TreeStore& store, const std::optional<gitview::Oid>& before,
                                const std::optional<gitview::Oid>& after, Fetcher* fetcher);

Changes to_changes(const std::vector<gitview::TreeChange>& differences);

// From the first tree to the third, by way of the second. A path that was there neither before nor after is dropped.
Changes composed(const Changes& first, const Changes& second);

}  // namespace monoci
