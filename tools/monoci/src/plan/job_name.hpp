#pragma once

#include <set>
#include <string>
#include <string_view>

#include "workspace/project.hpp"

namespace monoci {

// Names of jobs, `<project>:<job>`, that a CI takes for what they are: the root project is `/`, a path that the CI
// would misread begins with `/`, nothing is longer than `longest` characters, and no name is given twice.
class JobNames {
 public:
  using IsMisread = bool (*)(std::string_view project);
  JobNames(std::size_t longest, IsMisread is_misread) : longest_(longest), is_misread_(is_misread) {}

  std::string add(const ProjectId& project, std::string_view job);
  std::string add_own(std::string name);  // one of monoci's own jobs

 private:
  std::string project_part(const ProjectId& project) const;
  std::string with_hash(std::string_view project, std::string_view job, std::string_view hash) const;
  bool is_taken(std::string_view name) const;

  std::size_t longest_;
  IsMisread is_misread_;
  std::set<std::string> taken_;  // in normal form: no two names look the same
};

}  // namespace monoci
