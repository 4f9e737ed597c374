#pragma once

#include "base/repo_path.hpp"

namespace monoci {

// Whether a path lies among examples, templates or test data, by the names that people give such directories: what
// looks wrong there is mostly meant.
bool is_sample_place(const RepoPath& path);

// The same for a directory that holds a manifest: among tests it is test data, whatever it is called.
bool is_sample_project(const RepoPath& directory);

}  // namespace monoci
