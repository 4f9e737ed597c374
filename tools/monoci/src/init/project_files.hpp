#pragma once

#include <map>
#include <vector>

#include "init/survey.hpp"

namespace monoci {

// The files of each project, and those of nobody under the root.
using FilesByOwner = std::map<RepoPath, std::vector<RepoPath>>;
FilesByOwner files_by_owner(const Workspace& workspace, const std::vector<RepoPath>& files);

bool is_test_file(const RepoPath& file);
bool is_container_file(const RepoPath& file);

// What a project's own files say of it.
void read_project_files(const FileTree& tree, const std::vector<RepoPath>& files, SurveyedProject& project);

// What lies beside its manifests, for ecosystems whose projects are models.
void read_models(const FileTree& tree, const std::vector<FoundManifest>& manifests, SurveyedProject& project);

}  // namespace monoci
