#pragma once

#include <map>
#include <set>

#include "affected/affected.hpp"

namespace monoci {

// Reasons of projects themselves while an answer is made. Causes that are changed files have the place of the change
// as their id, others follow.
class Reasons {
 public:
  explicit Reasons(const Changes& changes);

  // A reason that is told of one project: those of one kind become one group.
  void add(const ProjectId& project, Cause cause);
  void add(const ProjectId& project, ReasonKind kind, CauseId cause) { single_[project][kind].insert(cause); }

  // A group that several projects may share the causes of.
  void add(const ProjectId& project, ReasonGroup group);
  SetId set(CauseSet causes);
  const CauseSet& causes(SetId set) const { return answer_.sets[set]; }
  CauseId id_of(Cause cause);

  // What was told of the project so far: the causes of one kind that it shares with nobody.
  const std::set<CauseId>& told(const ProjectId& project, ReasonKind kind) const;

  // Nothing but this is told of the project.
  void replace(const ProjectId& project, Cause cause);

  // An answer of these reasons alone, in `projects`.
  Affected take();

 private:
  Affected answer_;
  std::map<Cause, CauseId> known_causes_;  // those that are no changed files
  std::map<ProjectId, std::map<ReasonKind, std::set<CauseId>>> single_;
};

}  // namespace monoci
