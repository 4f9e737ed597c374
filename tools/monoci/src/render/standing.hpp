#pragma once

#include <set>
#include <string_view>

#include "workspace/workspace.hpp"

namespace monoci {

// Projects are listed in three parts, so that fixtures and examples are no noise among those of the workspace.
enum class Standing { in_workspace, stand_alone, inside_another };

class Standings {
 public:
  explicit Standings(const Workspace& workspace);

  // Where no workspace is, and where others require it, a project that stands alone is as good as a member.
  Standing of(const Project& project) const;

 private:
  bool any_workspace_ = false;
  std::set<ProjectId> required_;
};

constexpr std::string_view heading_of(Standing standing) {
  return standing == Standing::inside_another ? "inside another project, named by nobody" : "stand-alone";
}

}  // namespace monoci
