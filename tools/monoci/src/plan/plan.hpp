// What a pipeline should run, in words that every CI has. Whoever renders it decides nothing: what runs, after what,
// and under which name stands here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "plan/occasion.hpp"
#include "workspace/project.hpp"

namespace monoci {

struct Need {
  std::string job;                        // its name in the plan
  bool artifacts = false;                 // what it made is wanted as well
  bool optional = false;                  // it may be missing: its own rules decide, or the template says so
  std::shared_ptr<const Value> parallel;  // which instances of it, in the CI's own words; nullptr for all
  bool operator==(const Need&) const = default;
};

struct Variable {  // plain data: a value is never expanded
  std::string name, value;
  bool operator==(const Variable&) const = default;
};

enum class JobRole : std::uint8_t {
  task,          // a job of a template, for one project
  own_pipeline,  // runs a project's own pipeline
  join,          // stands for the jobs that it needs, where one job needs more than a pipeline allows
  idle,          // the only job, where there is nothing to do
  carrier,       // hands on the files of the parts that a plan was split into
  part,          // runs one of these parts
};

struct Job {
  std::string name;  // unique in the plan
  JobRole role = JobRole::task;
  std::optional<ProjectId> project;  // of a task or a project's own pipeline
  std::string task;                  // its name in the template
  std::string why;                   // what it depends on and what differs, the first of it in one line
  std::string stage;
  std::optional<std::vector<Need>> needs;  // none: it waits for all jobs of the stages before its own
  std::vector<std::shared_ptr<const Value>> needs_elsewhere;  // of other pipelines, in the CI's own words
  std::shared_ptr<const std::vector<Variable>> variables;     // shared by the jobs of a project; nullptr where none are
  std::shared_ptr<const Value> settings;  // what else the template says, in the CI's own words; shared by its jobs
  Value project_settings;                 // a map: keys of `settings` that stand differently for this project
  std::string pipeline;                   // the file of a project's own pipeline, the name of a part
  std::string says;                       // what an idle job prints: a text of monoci's own
  std::size_t instances = 1;              // of a `parallel` job
  bool deploys = false;
  bool removable = false;         // its own rules may leave it out
  bool leans_on_include = false;  // builds upon what only an include brings, or needs a job of it
};

// What runs together: the child, or a part of it that stands in a pipeline of its own.
struct Pipeline {
  std::string name;                 // "child", "part-1", ...
  std::vector<std::string> stages;  // those in use, in order
  bool includes = true;             // what the templates include stands here
  std::vector<Job> jobs;            // by project, then in the order of the template; those that monoci adds come last
};

struct CutNeed {  // left out because it would have closed a circle
  std::string job, need;
  Spot edge;  // the line that made the dependency
};

struct SkippedJob {  // of an affected project, and yet not in the pipeline
  ProjectId project;
  std::string job, why;
  bool withheld = false;  // a deployment that is due, and that nobody made yet: another pipeline has to, or a person
};

struct Plan {
  std::string base, head;  // commits
  Occasion occasion;
  bool complete = true;  // not only a chosen part of what is affected, and no deployment is withheld
  Pipeline child;
  std::vector<Pipeline> parts;  // run by jobs of the child, each when the parts before it are through that it needs
  std::string split_why;        // empty where there are no parts
  std::vector<CutNeed> cuts;
  std::vector<SkippedJob> skipped;
  std::vector<Value> includes;  // of the templates in use, in the CI's own words, each once
  std::vector<Member> hidden;   // jobs for others to extend, of the templates in use
};

}  // namespace monoci
