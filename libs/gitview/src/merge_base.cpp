#include "gitview/merge_base.hpp"

#include "gitview/repository.hpp"
#include "paint_down.hpp"

namespace gitview {
Result<MergeBaseAnswer> merge_bases(const Repository& repository, const Oid& one, const Oid& other) {
  auto painting = paint_down(repository, one, {&other, 1});
  if (!painting) return std::unexpected(std::move(painting.error()));
  if (painting->missing) return UnknownMergeBase{*painting->missing};
  if (painting->common.empty()) return NoMergeBase{};
  if (painting->common.size() == 1) return MergeBases{.commits = std::move(painting->common)};
  // Only clocks that run backwards make candidates that are ancestors of others: the colours then stopped before they
  // reached the older one.
  auto heads = heads_of(repository, painting->common);
  if (!heads) return std::unexpected(std::move(heads.error()));
  // Every best ancestor is a candidate: the last one left is it, however little of the history is here.
  const bool complete = heads->complete || heads->commits.size() == 1;
  return MergeBases{.commits = std::move(heads->commits), .complete = complete};
}

}  // namespace gitview
