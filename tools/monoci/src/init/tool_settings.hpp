#pragma once

#include <optional>
#include <string>
#include <vector>

#include "init/tool.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// What a directory says of a tool.
struct ToolSettings {
  RepoPath file;
  std::vector<std::string> paths;  // where the tool looks when nobody says so, as written; empty for everywhere
  std::vector<RepoPath> found;     // those of them that are there, up to the first wildcard
  bool fixes = false;              // ruff mends what it finds, and is content then
  bool formats = false;            // ruff is told how to format

  bool names_paths() const { return !paths.empty(); }
};

// Nothing where the directory has no settings of the tool.
std::optional<ToolSettings> tool_settings(const FileTree& tree, const RepoPath& directory, Tool tool);

}  // namespace monoci
