// What discovery passes on: directories that are projects, and the workspaces they belong to, before edges are known.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ecosystem/ecosystem.hpp"
#include "workspace/links.hpp"

namespace monoci {

// What one ecosystem knows of a project.
struct FoundPart {
  const Ecosystem* ecosystem = nullptr;
  std::optional<RepoPath> file;        // its first manifest, as spelled; nothing where none stands there
  const Manifest* manifest = nullptr;  // nullptr: none, or nothing in it can be read
  std::set<RepoPath> roots;            // of the workspaces it is a member of; its own directory when it is alone

  // Whether its requirements count.
  bool is_project() const { return manifest != nullptr && manifest->is_project; }
};

struct FoundProject {
  RepoPath directory;
  std::vector<FoundPart> parts;  // in the order of the table; none where no tool knows a manifest of it
  bool submodule = false;

  const FoundPart* part(const Ecosystem& ecosystem) const;
};

using WorkspaceKey = std::pair<RepoPath, const Ecosystem*>;  // the rows of the table lie in the order of the table

struct FoundWorkspace {
  RepoPath root;
  const Ecosystem* ecosystem = nullptr;
  const Manifest* manifest = nullptr;  // of the root
  std::set<RepoPath> members;
};

struct Found {
  std::map<RepoPath, FoundProject> projects;
  std::map<WorkspaceKey, FoundWorkspace> workspaces;
  std::set<RepoPath> configured;  // directories that monoci's own configuration names
  // The members that are spelled through links, by the directory where they live: they are no second project there.
  std::map<RepoPath, RepoPath> members_living_at;

  // The project that a path spelled in a source means: at that path, else where its links lead, else the submodule
  // it lies in, else the member that lives there. Nothing when no project is there.
  const FoundProject* meant_by(const RepoPath& spelled, const Links& links) const;

  // Whether the directory is a project that the ecosystem knows.
  bool has(const RepoPath& directory, const Ecosystem& ecosystem) const;
};

}  // namespace monoci
