#pragma once

#include <optional>
#include <set>

#include "affected/affected.hpp"
#include "plan/job_template.hpp"

namespace monoci {

// Files that differ between base and head; nullopt where that is not known.
using ChangedPaths = std::optional<std::set<RepoPath>>;

// Whether what a job depends on differs. All of it: whatever affects the project. Its own: the files it owns or links
// to, its configuration and templates, and what its tools read around it; neither dependencies nor the lock file.
// Listed: files that its patterns match, its configuration and templates.
bool inputs_differ(const TemplateJob& job, const AffectedProject& project, const ChangedPaths& changed);

}  // namespace monoci
