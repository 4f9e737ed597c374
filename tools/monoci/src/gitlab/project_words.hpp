#pragma once

#include <string>

#include "plan/ci_dialect.hpp"

namespace monoci {

// The settings of a job that differ from project to project, as a map to lay over those of its template: what names
// the slug where a CI reads no raw variable (environments, resource groups, caches, artifacts and their reports), and
// what names other jobs of the project (`dependencies`, `environment.on_stop`, `rules: needs`). Names of jobs that are
// not in the pipeline are left out.
ProjectWords project_words(const Value& settings, const std::string& slug, const JobNameOf& name_of);

}  // namespace monoci
