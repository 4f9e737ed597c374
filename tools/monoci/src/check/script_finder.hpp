// Scripts that say what they are run with, where nobody reads that: deep in a project, or in no project at all.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "check/needed_projects.hpp"
#include "workspace/links.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

struct UnreadScript {
  const Project* by = nullptr;  // nullptr: nobody's
  RepoPath needed;              // a project, or a path of the repository
  bool is_project = false;
  Spot first;
};

class ScriptFinder {
 public:
  ScriptFinder(const Workspace& workspace, const Links& links, NeededProjects& needed)
      : workspace_(workspace), links_(links), needed_(needed) {}

  static bool reads(std::string_view file_name);
  void look_at(const RepoPath& file, const Project* owner, std::string_view text);

  std::vector<UnreadScript> found() const;  // by who needs, then by what

 private:
  const Project* project_at(const RepoPath& place) const;
  void add(const Project* owner, const RepoPath& place, const Spot& spot);

  const Workspace& workspace_;
  const Links& links_;
  NeededProjects& needed_;
  std::map<std::pair<RepoPath, RepoPath>, UnreadScript> found_;
};

}  // namespace monoci
