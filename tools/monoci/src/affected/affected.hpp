#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "affected/cause.hpp"
#include "affected/lock_changes.hpp"
#include "affected/table_changes.hpp"
#include "tree/change.hpp"
#include "tree/file_tree.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// What git says differs between base and head, or why every project is affected whatever differs.
struct Evidence {
  Changes changes;
  std::optional<std::string> missing = {};       // what git should have said is not known
  std::optional<std::string> requested = {};     // somebody asked for it
  std::map<RepoPath, LockEvidence> locks = {};   // that both sides have; another one that changed counts as a whole
  std::set<RepoPath> unchanged_templates = {};   // that changed in comments and layout alone
  std::map<RepoPath, TableChanges> tables = {};  // the same of manifests that projects are below
};

inline Evidence missing(std::string why) { return {{}, std::move(why), {}}; }
inline Evidence requested(std::string why) { return {{}, {}, std::move(why)}; }

using CauseSet = std::vector<CauseId>;  // sorted
using SetId = std::uint32_t;            // its place in the answer
using StepId = std::uint32_t;

// Reasons of one kind that a project has, of which other projects may have the same: the causes are stored once.
struct ReasonGroup {
  ReasonKind kind;
  Spot from;  // as in Reason
  SetId causes;
  std::optional<SetId> less;  // causes that are told otherwise: the project's own files; never all of them
  auto operator<=>(const ReasonGroup&) const = default;
};

// One step from a project to what it depends on, and the step after that; nothing: it ends at a project with a reason.
struct Step {
  Edge edge;
  std::optional<StepId> next;
};

struct AffectedProject {
  std::vector<ReasonGroup> reasons;  // its own, sorted; empty when only a dependency reaches it
  std::optional<StepId> towards;     // the first step of a shortest way to a project whose reasons it is told
  bool through_jobs = false;         // and these are reasons of jobs: it sees no more than the files that jobs hand on
  bool above_jobs = false;           // it depends on a project with such reasons, whatever else there is
};

// The answer. What several projects have in common stands in it once: causes, sets of them, and ways to them.
struct Affected {
  std::map<ProjectId, AffectedProject> projects;  // of head
  std::map<ProjectId, AffectedProject> deleted;   // only base has them, and nothing of their directory is left
  std::map<ProjectId, AffectedProject> left;      // only base has them as projects: their directory is still there
  std::vector<RepoPath> unowned;                  // changed files that are no input of any project
  std::vector<RepoPath> idle_files;               // that changed in nothing that a project uses: locks, manifests above
  std::vector<std::string> widened;               // why the answer is wider than the change
  std::vector<Cause> causes;                      // sorted
  std::vector<CauseSet> sets;
  std::vector<Step> steps;
  std::size_t effort = 0;  // how often an input was held against a change or told to a project; tests bound it
};

// One side of the comparison. The trees are asked for directories and nothing else.
struct Side {
  const Workspace& workspace;
  const FileTree& tree;
};

// The rule of affectedness (docs/architecture.md). Pure: the trees must answer without I/O.
Affected affected_projects(const Side& base, const Side& head, const Evidence& evidence);

// The union over several merge bases.
Affected united(Affected one, const Affected& other);

// The same answer without what no project points to, in one order: equal answers are equal bytes.
Affected canonical(Affected answer);

// Whether a project's reasons are told to those that depend on it: a lock's are not, their own slices hold what they
// see, nor those of files that they cannot see, nor settings that concern jobs of its own.
bool is_handed_on(ReasonKind kind);
bool is_handed_on(const AffectedProject& project);

// Whether one of its reasons is a job template or what a script of it names; and whether no others are handed on.
bool has_other_jobs(const AffectedProject& project);
bool hands_on_jobs_alone(const AffectedProject& project);

// Whether its reasons concern some of its jobs and not what it is made of: settings of tools that `inputs.tools` names,
// and job templates. Its other jobs run where a dependency reaches it as well (`towards`).
bool concerns_jobs_alone(const AffectedProject& project);

// Gives a project of the answer a reason that it shares with nobody.
void add_reason(Affected& answer, AffectedProject& project, Reason reason);
void add_reason(Affected& answer, AffectedProject& project, Cause cause);  // of the project itself

// Reasons of one project of the answer: all, sorted; the first of them; how many.
std::vector<Reason> reasons_of(const Affected& answer, const AffectedProject& project);
std::optional<Reason> first_reason(const Affected& answer, const AffectedProject& project);
std::size_t count_reasons(const Affected& answer, const AffectedProject& project);

// The steps from a project to one with a reason.
std::vector<const Edge*> chain_of(const Affected& answer, const AffectedProject& project);

}  // namespace monoci
