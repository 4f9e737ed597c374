#pragma once

#include <map>
#include <string>
#include <vector>

#include "workspace/project.hpp"

namespace monoci {

// The directory in `[a-z0-9-]`, whatever its length and whoever else has the same; may be empty.
std::string plain_slug(const ProjectId& project);

// A name of `[a-z0-9-]`, 63 characters at most, for each project: what environments, caches and report files may be
// called. Computed over all projects, so that a slug does not depend on what a change reaches; where two projects would
// have the same one, each gets a hash of its path.
std::map<ProjectId, std::string> slugs(const std::vector<ProjectId>& projects);

}  // namespace monoci
