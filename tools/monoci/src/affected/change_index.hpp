#pragma once

#include <map>
#include <memory>

#include "affected/affected.hpp"
#include "workspace/inputs_of.hpp"

namespace monoci {

// Changed paths, asked with predicates: which of them does an input mean? Equal questions are answered once. The id of
// a cause is the place of its change.
class ChangeIndex {
 public:
  explicit ChangeIndex(const Changes& changes);

  // For every predicate but OwnedFiles, UnownedFiles and Setting, which hang on more than the paths.
  const CauseSet& meant_by(const Predicate& predicate);

  // Which changes are at or below any of the paths.
  const CauseSet& meant_by(const LinkedPaths& paths);

  const Changes& changes() const { return changes_; }
  std::size_t effort() const { return effort_; }

 private:
  using SharedCauses = std::shared_ptr<const CauseSet>;

  bool is_nothing_to(const Predicate& predicate);
  CauseSet selected(const Predicate& predicate);
  SharedCauses selected(const LinkedPaths& paths);
  CauseSet at_or_below(const RepoPath& path);
  CauseSet matched(const Glob& glob);
  CauseSet matched_beside(const MatchesBeside& pattern);
  CauseSet in_context(const ContextFiles& context);
  std::pair<CauseId, CauseId> range_below(const RepoPath& directory);
  std::optional<CauseId> find(const RepoPath& path);

  const Changes& changes_;
  std::map<RepoPath, CauseSet> context_;  // changes that some ecosystem knows by name, by directory
  std::map<Predicate, CauseSet> answers_;
  std::map<const LinkedPaths*, SharedCauses> of_paths_;
  std::size_t effort_ = 0;
};

}  // namespace monoci
