#pragma once

#include <variant>
#include <vector>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"

namespace gitview {

class Repository;

// Every best common ancestor. `complete` is false where part of the history is missing and several candidates are
// left: each real merge base is among their ancestors' union, but fetching more may leave fewer.
struct MergeBases {
  std::vector<Oid> commits;  // sorted by id: independent of argument order and of clock skew
  bool complete = true;
};
struct NoMergeBase {};  // unrelated histories, known for certain
struct UnknownMergeBase {
  Oid missing;
};  // this commit is not in the clone, and the answer depends on it

using MergeBaseAnswer = std::variant<MergeBases, NoMergeBase, UnknownMergeBase>;

// git's paint-down over raw parents, which ignores `shallow` grafts: a guess is never returned (docs in README).
Result<MergeBaseAnswer> merge_bases(const Repository& repository, const Oid& one, const Oid& other);

}  // namespace gitview
