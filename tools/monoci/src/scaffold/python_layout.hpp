#pragma once

#include <string>
#include <vector>

#include "base/repo_path.hpp"

namespace monoci {

// Where a project keeps its Python packages, as build backends guess it.
struct PythonLayout {
  RepoPath root;                  // `src` below the project where there is one, else the project itself
  std::vector<RepoPath> modules;  // package directories directly below, sorted

  bool has_src(const RepoPath& project) const { return root != project; }
  // The path lies in what is packed: below `src`, or in a package beside the manifest.
  bool packs(const RepoPath& path, const RepoPath& project) const;
};

// `files` are those of the project, at whatever depth. Below `src` any directory that holds Python files is a package,
// beside the manifest only one with an `__init__.py` whose name does not say that it is something else (tests, docs).
PythonLayout python_layout(const RepoPath& project, const std::vector<RepoPath>& files);

// How Python imports what lies at the path: "app.shared" for src/app/shared. Empty for what no package holds.
std::string import_name(const PythonLayout& layout, const RepoPath& path);

}  // namespace monoci
