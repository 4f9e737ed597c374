#pragma once

#include <vector>

#include "workspace/workspace.hpp"

namespace monoci {

// Whether a directory looks like test data or like a template of projects, by the names that people give such
// directories. An example is a project.
bool is_test_data(const RepoPath& directory);

// A directory of test data with manifests in it, which make projects of what is none.
struct TestData {
  RepoPath directory;  // the highest that holds nothing else
  std::vector<ProjectId> projects;
};

// All of them but what a project that is no test data requires.
std::vector<TestData> test_data_of(const Workspace& workspace);

}  // namespace monoci
