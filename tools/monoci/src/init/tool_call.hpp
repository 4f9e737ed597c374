#pragma once

#include <optional>
#include <string>

#include "init/job_spec.hpp"

namespace monoci {

// How a tool that reads files alone, and needs nothing of the project installed, is called.
struct ToolCall {
  std::string command;  // up to the tool's own words
  std::string path;     // what to give it: the project, seen from where the command runs
  std::string label;
  std::optional<RepoPath> lock;
};

// From the group of the repository's root, of the workspace's or the project's own; else with `uvx`, where the tool has
// settings or is a pre-commit hook. Nothing where there is no sign of it.
std::optional<ToolCall> tool_call(const JobMaterial& material, const SurveyedProject& project, Tool tool);

}  // namespace monoci
