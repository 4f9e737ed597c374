#pragma once

#include <cstddef>

namespace monoci {

// What the settings of a job mean for the jobs around it.
struct JobTraits {
  bool strict = true;             // runs only after all that it needs succeeded; its own failure stops what needs it
  bool removable = false;         // its own rules may leave it out of the pipeline
  bool deploys = false;           // to an environment
  bool starts_elsewhere = false;  // triggers a pipeline of another repository: its variables would go with it
  bool starts_child = false;      // triggers a pipeline of this repository, which counts as one more level
  bool needs_by_rules = false;    // its rules say what it needs
  bool makes_files = false;       // that jobs which need it get
  std::size_t instances = 1;      // of a `parallel` job
  bool leans_on_include = false;  // what only an include brings is part of it
  bool names_jobs = false;        // others of its project: these must run in the same pipeline
};

}  // namespace monoci
