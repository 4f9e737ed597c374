#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "affected/affected.hpp"
#include "plan/job_template.hpp"
#include "plan/redefined_jobs.hpp"

namespace monoci {

// Files that differ between base and head; nullopt where that is not known.
using ChangedPaths = std::optional<std::set<RepoPath>>;

// A changed file that any of a list of patterns matches. Jobs of hundreds of projects ask for the same list.
class MatchedLists {
 public:
  explicit MatchedLists(const ChangedPaths& changed) : changed_(changed) {}
  // The first; the root where it is not known what changed; nothing: there is none.
  const std::optional<RepoPath>& first(const std::vector<SpottedGlob>& patterns);

 private:
  const ChangedPaths& changed_;
  std::map<std::vector<std::string_view>, std::optional<RepoPath>> known_;
};

// Why a job runs: of what affects its project, that which the job depends on; or a file that its `inputs` match.
struct JobReasons {
  AffectedProject part;
  std::optional<RepoPath> listed;
  bool takes_files = false;  // of a job that says something else now

  bool any() const { return !part.reasons.empty() || part.towards || listed || takes_files; }
};

std::string reason_line(const Affected& answer, const JobReasons& reasons);  // the first of them; "": there is none

// What a job depends on. All of it: whatever affects the project. Its own: the files it owns, links to, declares or
// names, its configuration, its lock, which has its tools, and what these read around it; not what its dependencies are
// made of. Listed: files that its patterns match, and its configuration.
// Settings of a tool above the project concern the jobs that `inputs.tools` names for it; job templates, and what their
// scripts name, those jobs that say something else now (plan/redefined_jobs.hpp).
class JobInputsOf {
 public:
  JobInputsOf(const Affected& affected, const Config& config, const RedefinedJobs& redefined,
              const ChangedPaths& changed)
      : affected_(affected), config_(config), redefined_(redefined), changed_(changed) {}

  JobReasons differing(const TemplateJob& job, const Project& project, const AffectedProject& affected);

 private:
  bool concerns(const TemplateJob& job, const Project& project, const ReasonGroup& reason) const;
  bool may_be_run_with(const TemplateJob& job, const ReasonGroup& settings) const;
  bool is_run_with(const TemplateJob& job, const ReasonGroup& settings) const;

  const Affected& affected_;
  const Config& config_;
  const RedefinedJobs& redefined_;
  MatchedLists changed_;
};

}  // namespace monoci
