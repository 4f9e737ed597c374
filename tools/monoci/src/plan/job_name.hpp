#pragma once

#include <set>
#include <string>
#include <string_view>

#include "workspace/project.hpp"

namespace monoci {

// Names of jobs, `<project>:<job>`, that a CI takes for what they are: the root project is `/`, a path that begins with
// a dot (such a job would be hidden) or that is a keyword begins with `/`, nothing is longer than `longest` characters,
// and no name is given twice.
class JobNames {
 public:
  static constexpr std::size_t kLongest = 255;  // GitLab's limit
  explicit JobNames(std::size_t longest = kLongest) : longest_(longest) {}

  std::string add(const ProjectId& project, std::string_view job);
  std::string add_own(std::string name);  // one of monoci's own jobs

 private:
  std::string with_hash(std::string_view project, std::string_view job, std::string_view hash) const;

  std::size_t longest_;
  bool is_taken(std::string_view name) const;
  std::set<std::string> taken_;  // in normal form: no two names look the same
};

}  // namespace monoci
