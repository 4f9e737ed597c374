// Workspaces, changes, templates and limits by chance, and what is known of them without making a plan.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace monoci {

struct CaseNeed {
  std::string job;
  bool of_dependencies = false, artifacts = false;
};

struct CaseJob {
  std::string name;
  bool waits_for_stages = false;  // it has no `needs` at all
  std::vector<CaseNeed> needs;
  bool strict = true;       // runs only after all that it needs succeeded, and its own failure stops others
  bool removable = false;   // its rules may leave it out
  bool own_inputs = false;  // only what the project itself is made of counts
  std::size_t instances = 1;
  std::string text;  // its lines of the template
};

enum class CaseChange { none, reached, own };

struct CaseProject {
  std::string path;
  std::size_t kind = 0;
  CaseChange change = CaseChange::none;
};

struct PipelineCase {
  std::vector<std::vector<CaseJob>> kinds;
  std::vector<CaseProject> projects;
  std::vector<std::string> edges;  // "a[x] -> b"
  Limits limits;

  std::vector<std::string> templates() const;  // the text of each kind
};

std::string to_text(const PipelineCase& each);

// To be called within rc::check.
PipelineCase random_pipeline_case(int most_projects);

}  // namespace monoci
