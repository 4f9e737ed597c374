// What discovery passes on: directories that are projects, and the workspaces they belong to, before edges are known.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "ecosystem/ecosystem.hpp"
#include "workspace/links.hpp"

namespace monoci {

struct FoundProject {
  RepoPath directory;
  const Ecosystem* ecosystem = nullptr;  // nullptr: no manifest that a tool knows
  const Manifest* manifest = nullptr;    // nullptr: none, or nothing in it can be read
  std::set<RepoPath> roots;              // of the workspaces it is a member of; its own directory when it is alone
  bool submodule = false;
};

struct FoundWorkspace {
  RepoPath root;
  const Ecosystem* ecosystem = nullptr;
  const Manifest* manifest = nullptr;  // of the root
  std::set<RepoPath> members;
};

struct Found {
  std::map<RepoPath, FoundProject> projects;
  std::map<RepoPath, FoundWorkspace> workspaces;

  // The project that a path spelled in a source means: at that path, else where its links lead, else the submodule
  // it lies in. Nothing when no project is there.
  const FoundProject* meant_by(const RepoPath& spelled, const Links& links) const;
};

}  // namespace monoci
