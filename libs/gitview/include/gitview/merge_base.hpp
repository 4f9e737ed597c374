#pragma once

#include <variant>
#include <vector>

#include "gitview/failure.hpp"
#include "gitview/oid.hpp"

namespace gitview {

class Repository;

// Every best common ancestor, exactly, unless `complete` is false: part of the history is missing, and whether some of
// these are ancestors of others is not known. The real ones are then among them.
struct MergeBases {
  std::vector<Oid> commits;  // sorted by id: independent of argument order and of clock skew
  bool complete = true;
};

// Unrelated histories, known for certain.
struct NoMergeBase {};

// This commit is not in the clone, and the answer depends on it.
struct UnknownMergeBase {
  Oid missing;
};

using MergeBaseAnswer = std::variant<MergeBases, NoMergeBase, UnknownMergeBase>;

// git's paint-down over raw parents, without `shallow` grafts: a guess is never returned (README.md, "The merge base").
Result<MergeBaseAnswer> merge_bases(const Repository& repository, const Oid& one, const Oid& other);

}  // namespace gitview
