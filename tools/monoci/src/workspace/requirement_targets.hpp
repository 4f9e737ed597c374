#pragma once

#include <string>
#include <vector>

#include "workspace/found.hpp"

namespace monoci {

// What a requirement may name in the repository, before it is known which projects there are.
struct Target {
  enum class Kind { member, path } kind = Kind::member;
  RepoPath place;         // the workspace root whose member is meant, or the path
  std::string name;       // of the member
  bool demanded = false;  // a source says so: that there is no such member, or no such path, deserves a warning
  Spot spot;              // of the source, else of the requirement
};

// Seen as a member of the workspace at `root`. uv's look-up: the project's own sources for that name, else those of the
// workspace root, never both; entries for another extra or group do not count. Without a source the member of that name
// is meant, if there is one (docs.astral.sh/uv, concepts/projects/dependencies; `LoweredRequirement` in astral-sh/uv).
std::vector<Target> targets_of(const Requirement& requirement, const FoundProject& project, const RepoPath& root,
                               const Found& found);

}  // namespace monoci
