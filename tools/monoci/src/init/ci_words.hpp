#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "init/tool.hpp"
#include "tree/file_tree.hpp"

namespace monoci {

// What the repository's own scripts and pipelines, wherever they run, say of how its tools are called. It is evidence,
// not proof: it decides between two commands that may both be right.
struct CiWords {
  bool all_extras = false;                   // projects are installed with all their extras
  bool ruff_format = false;                  // ruff formats; without it `ruff format --check` fails everywhere
  std::set<Tool> called;                     // type checkers that they name
  std::map<std::string, std::string> hooks;  // pre-commit: tool → version
};

CiWords ci_words(const FileTree& tree, const std::vector<RepoPath>& files);

}  // namespace monoci
