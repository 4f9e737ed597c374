#pragma once

#include <functional>
#include <optional>
#include <string>

#include "document/document.hpp"

namespace monoci {

struct NamedJob {
  std::string name;
  bool removable = false;  // its own rules may leave it out
};

// What the jobs of a template are called for one project; nothing where the job is not in the pipeline.
using JobNameOf = std::function<std::optional<NamedJob>(const std::string& task)>;

// The settings of a job that differ from project to project, as a map to lay over those of its template: what names
// the slug where a CI reads no raw variable (environments, resource groups, caches, artifacts and their reports), and
// what names other jobs of the project (`dependencies`, `environment.on_stop`, `rules: needs`). Names of jobs that are
// not in the pipeline are left out.
Value project_words(const Value& settings, const std::string& slug, const JobNameOf& name_of);

}  // namespace monoci
