#pragma once

#include "init/survey.hpp"

namespace monoci {

// Which of the projects that could be there are wanted. Where a repository has one workspace, that is the answer;
// projects that stand alone beside it count where they have not the look of test data.
ProjectChoice choose_projects(const FileTree& tree, const std::vector<RepoPath>& files, ReadCache& cache);

Config config_of(const ProjectChoice& choice);

}  // namespace monoci
