#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "affected/affected.hpp"
#include "plan/job_template.hpp"

namespace monoci {

// Files that differ between base and head; nullopt where that is not known.
using ChangedPaths = std::optional<std::set<RepoPath>>;

// Whether a changed file matches any of a list of patterns. Jobs of hundreds of projects ask for the same list.
class MatchedLists {
 public:
  explicit MatchedLists(const ChangedPaths& changed) : changed_(changed) {}
  bool has(const std::vector<SpottedGlob>& patterns);  // true where it is not known

 private:
  const ChangedPaths& changed_;
  std::map<std::vector<std::string_view>, bool> known_;
};

// Whether what a job depends on differs. All of it: whatever affects the project. Its own: the files it owns, links to,
// declares or names, its configuration and templates, its lock, which has its tools, and what these read around it; not
// what its dependencies are made of. Listed: files that its patterns match, its configuration and templates.
// Settings of a tool above the project concern the jobs that `inputs.tools` names for it.
class JobInputsOf {
 public:
  JobInputsOf(const Affected& affected, const Config& config, const ChangedPaths& changed)
      : affected_(affected), config_(config), changed_(changed) {}

  bool differ(const TemplateJob& job, const AffectedProject& project);

 private:
  bool has_settings_of(const TemplateJob& job, const AffectedProject& project) const;

  const Affected& affected_;
  const Config& config_;
  MatchedLists changed_;
};

}  // namespace monoci
