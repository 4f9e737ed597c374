#include "gitview/merge_base.hpp"

#include <algorithm>

#include "gitview/repository.hpp"
#include "paint_down.hpp"

namespace gitview {
namespace {

enum class Redundancy { none, redundant, unknown };

// Whether a candidate is an ancestor of another one. Only clocks that run backwards make such candidates: the colours
// then stopped before they reached the older one.
Result<Redundancy> redundancy_of(const Repository& repository, const Oid& candidate, const std::vector<Oid>& all) {
  std::vector<Oid> others = all;
  std::erase(others, candidate);
  const auto painting = paint_down(repository, candidate, others);
  if (!painting) return std::unexpected(painting.error());
  if (std::ranges::binary_search(painting->common, candidate)) return Redundancy::redundant;
  return painting->missing ? Redundancy::unknown : Redundancy::none;
}

Result<MergeBases> without_redundant(const Repository& repository, const std::vector<Oid>& candidates) {
  MergeBases bases;
  for (const Oid& candidate : candidates) {
    const auto redundancy = redundancy_of(repository, candidate, candidates);
    if (!redundancy) return std::unexpected(redundancy.error());
    if (*redundancy == Redundancy::redundant) continue;
    if (*redundancy == Redundancy::unknown) bases.complete = false;
    bases.commits.push_back(candidate);
  }
  // Every best ancestor is a candidate: the last one left is it, however little of the history is here.
  if (bases.commits.size() == 1) bases.complete = true;
  return bases;
}

}  // namespace

Result<MergeBaseAnswer> merge_bases(const Repository& repository, const Oid& one, const Oid& other) {
  auto painting = paint_down(repository, one, {&other, 1});
  if (!painting) return std::unexpected(std::move(painting.error()));
  if (painting->missing) return UnknownMergeBase{*painting->missing};
  if (painting->common.empty()) return NoMergeBase{};
  if (painting->common.size() == 1) return MergeBases{.commits = std::move(painting->common)};
  auto bases = without_redundant(repository, painting->common);
  if (!bases) return std::unexpected(std::move(bases.error()));
  return std::move(*bases);
}

}  // namespace gitview
