#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/plan.hpp"

namespace monoci {

// What jobs have in common, to be written once: GitLab counts the size of what it parsed, and a job that extends hidden
// ones is a fraction of one that says it all. `.monoci` has what all jobs share, `.monoci:job:NAME` what a template
// says of a job, `.monoci:project:DIRECTORY` what is known of a project.
class SharedSettings {
 public:
  explicit SharedSettings(const std::vector<Job>& jobs);

  std::vector<Member> hidden() const;

  // What is left to say of a job: `extends` first, then its own variables and settings.
  std::vector<Member> of(const Job& job) const;

 private:
  struct Group {  // jobs of one template
    std::string name;
    const Job* first = nullptr;
    std::size_t size = 0;
    std::set<std::string> overridden;  // keys that stand differently for some project
  };

  void collect(const std::vector<Job>& jobs);
  void name_groups();
  bool is_shared(const Job& job) const;
  bool has_project_part(const Job& job) const;
  std::vector<std::string> extended_by(const Job& job) const;
  Value variables_of(const Job& job) const;
  static Member hidden_job(const Group& group);
  Member hidden_project(const Job& job) const;

  bool worthwhile_ = false;
  std::set<std::string> common_;  // names of variables that are the same in all jobs
  std::vector<Variable> common_variables_;
  std::vector<const Value*> order_;
  std::map<const Value*, Group> groups_;
  std::map<ProjectId, std::pair<const Job*, std::size_t>> projects_;  // a job of each, and how many there are
};

}  // namespace monoci
