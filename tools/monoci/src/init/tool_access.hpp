#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "init/survey.hpp"

namespace monoci {

// How `uv run` in a project's directory comes to have a tool beside the project's own code: the options it takes.
struct ToolAccess {
  std::string options;  // begins with a blank; empty where it has the tool anyway
  std::string label;    // what tells it from other ways, for a file name; empty for the plainest
};

// The ways for all projects in which the tool has something to do. Where one way serves all projects of a workspace
// they take that one: they can then share a template.
class ToolAccesses {
 public:
  explicit ToolAccesses(const Survey& survey);
  const ToolAccess* find(const RepoPath& project, Tool tool) const;  // nullptr: nothing that it installs has the tool

  // `uv run` in the project's directory, with its environment. Where uv does not find the workspace of some projects
  // from there, all projects of it say where it is.
  std::string run_in(const SurveyedProject& project) const;

 private:
  std::set<RepoPath> not_found_;  // roots of workspaces
  std::map<std::pair<RepoPath, Tool>, ToolAccess> accesses_;
};

// The group that holds a tool in the manifest of a directory; nothing where only an extra or the package requires it.
std::optional<std::string> group_with(const Survey& survey, const RepoPath& directory, Tool tool);

}  // namespace monoci
