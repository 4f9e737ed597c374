#pragma once

#include <map>
#include <string>

#include "config/config.hpp"

namespace monoci {

// The GitLab that a pipeline is written for, and what the parent calls things.
struct GitLabTarget {
  std::string strategy = "depend";  // of triggers: "mirror" where the server knows it
  PipelineConfig own_jobs;
  std::string generate_job;                         // of the parent: its artifacts are the files
  std::map<std::string, std::string> file_of_part;  // by the name of the part, as the artifact is called
};

}  // namespace monoci
