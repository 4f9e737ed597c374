// Where `monoci init` puts what it writes.
#pragma once

#include <set>
#include <vector>

#include "base/repo_path.hpp"

namespace monoci {

RepoPath config_file();
RepoPath pipeline_file();  // written where there is none
RepoPath jobs_file();      // included by it

// A directory for job templates that git does not ignore, for some repositories ignore every `templates`, and that uv
// does not take for a member: where its patterns match a directory without a manifest, it refuses the workspace.
RepoPath template_directory(const std::set<RepoPath>& ignored, const std::vector<std::string>& member_patterns);

// What is to be asked of git: all of the above, and a file in each directory that templates may lie in.
std::vector<RepoPath> places_to_write();

}  // namespace monoci
