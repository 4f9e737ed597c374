#pragma once

#include <string>

#include "base/repo_path.hpp"
#include "ecosystem/manifest.hpp"

namespace monoci {

// What a requirement may name in the repository, before it is known which projects there are.
struct Target {
  enum class Kind {
    itself,  // the project asks for extras of its own
    member,  // of a workspace, by name
    path,
    outside,  // a path that leaves the repository: nothing of it is seen
  } kind = Kind::member;
  RepoPath place;           // the workspace root whose member is meant, or the path
  std::string name;         // of the member; of `outside` the path as written
  bool demanded = false;    // a source says so: that there is no such member, or no such path, deserves a warning
  bool if_project = false;  // another tool's path: what is no project there is an input, and no fault
  Spot spot;                // of the source, else of the requirement
};

struct MemberManifest {
  RepoPath directory;
  const Manifest* manifest = nullptr;  // always there
};

// Who requires: a project, seen as a member of the workspace at `root`.
struct Requirer {
  const RepoPath& directory;
  const Manifest& manifest;
  const RepoPath& root;
  const Manifest* root_manifest = nullptr;  // nullptr: none, or nothing in it can be read
};

}  // namespace monoci
