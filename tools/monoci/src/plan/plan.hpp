// What a pipeline should run, in words that every CI has. Whoever renders it decides nothing: what runs, after what,
// and under which name stands here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/document.hpp"
#include "workspace/project.hpp"

namespace monoci {

struct Need {
  std::string job;         // its name in the plan
  bool artifacts = false;  // what it made is wanted as well
  bool optional = false;   // the template says that it may be missing
  bool operator==(const Need&) const = default;
};

struct Variable {  // plain data: a value is never expanded
  std::string name, value;
  bool operator==(const Variable&) const = default;
};

enum class JobRole {
  task,  // a job of a template, for one project
  join,  // stands for the jobs that it needs, where one job needs more than a pipeline allows
  idle,  // the only job, where there is nothing to do
};

struct Job {
  std::string name;  // unique in the plan
  JobRole role = JobRole::task;
  std::optional<ProjectId> project;  // of a task
  std::string task;                  // its name in the template
  std::string stage;
  std::optional<std::vector<Need>> needs;  // none at all: it waits for every job of the stages before its own
  std::vector<Variable> variables;
  std::shared_ptr<const Value> settings;  // whatever else the template says, in the CI's own words; shared by its jobs
};

struct CutNeed {  // left out because it would have closed a circle
  std::string job, need;
  Spot edge;  // the line that made the dependency
};

struct Plan {
  std::string base, head;           // commits
  bool complete = true;             // not only a chosen part of what is affected
  std::vector<std::string> stages;  // those in use, in order
  std::vector<Job> jobs;            // by project, then in the order of the template; joins last
  std::vector<CutNeed> cuts;
};

}  // namespace monoci
