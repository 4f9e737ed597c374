#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/project_settings.hpp"
#include "workspace/workspace.hpp"

namespace monoci {

// Which project a person names by its directory or its name: as many of them as there are. An error says what was meant
// instead, or which projects share the name.
class ProjectNames {
 public:
  explicit ProjectNames(const Workspace& workspace);
  // Without a guess, a name that is none costs a look-up and no comparison with all names.
  Result<ProjectId> find(const std::string& words, bool guess = true) const;

 private:
  const Workspace& workspace_;
  std::unordered_map<std::string_view, std::vector<const ProjectId*>> named_;
};

Result<ProjectId> project_named(const Workspace& workspace, const std::string& words);

// `depends_on` of every project, as edges between packages.
std::vector<Edge> declared_edges(const Workspace& workspace, const std::map<RepoPath, ProjectSettings>& settings,
                                 Diagnostics& problems);

}  // namespace monoci
