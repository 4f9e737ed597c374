// What comes with a path that a job's script runs or installs.
#pragma once

#include <map>
#include <set>

#include "base/glob.hpp"
#include "workspace/named_path_reader.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

struct Needed {
  std::set<RepoPath> paths;  // directories of projects, and what these name outside
  std::set<Glob> patterns;
};

// What has been told already to one who asks for many paths: nothing is walked twice.
struct Walked {
  std::set<Node> nodes;
  std::set<ProjectId> named, told;
};

class JobNeeds {
 public:
  JobNeeds(const Workspace& workspace, const Links& links, NamedPathReader& reader)
      : workspace_(workspace), links_(links), reader_(reader) {}

  // All that the project at a path depends on, in turn, with its groups and extras, and what all of these name outside;
  // less what has been told.
  Needed further_at(const RepoPath& path, Walked& walked) const;

  // The projects that a file of tox, make, pip and the like installs, as it spells them.
  const std::set<RepoPath>& installed_by(const RepoPath& file);

 private:
  const Project* project_at(const RepoPath& path) const;

  const Workspace& workspace_;
  const Links& links_;
  NamedPathReader& reader_;
  std::map<RepoPath, std::set<RepoPath>> installed_;
};

}  // namespace monoci
