#pragma once

#include <map>
#include <set>
#include <vector>

#include "workspace/workspace.hpp"

namespace monoci {

// Which projects a project needs in any of its nodes, through others too: what its own result may depend on.
class NeededProjects {
 public:
  explicit NeededProjects(const Workspace& workspace) : workspace_(workspace) {}

  bool contain(const Project& project, const ProjectId& other);

 private:
  void look_at_edges();  // once it is asked for the first time
  const std::set<ProjectId>& of(const Project& project);

  const Workspace& workspace_;
  bool has_looked_ = false;
  std::map<Node, std::vector<const Edge*>> edges_;  // by where they leave
  std::set<std::pair<ProjectId, ProjectId>> at_once_;
  std::map<const Project*, std::set<ProjectId>> known_;
};

}  // namespace monoci
