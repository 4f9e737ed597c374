#pragma once

#include <string>

#include "gitview_testing/git_sandbox.hpp"

namespace monoci_testing {

// A tree in which each directory holds the one below it ten times, and the lowest holds `entry` (as `git mktree` takes
// it): so many levels make ten to the power of them paths, of one object a level. Gives the id of the uppermost.
inline std::string repeated_tree(gitview_testing::GitSandbox& sandbox, const std::string& entry, int levels) {
  auto tree = sandbox.git("mktree --missing", entry.empty() ? "" : entry + "\n");
  for (int level = 0; level < levels; ++level) {
    std::string text;
    for (int name = 0; name < 10; ++name) text += "040000 tree " + tree + "\t" + std::to_string(name) + "\n";
    tree = sandbox.git("mktree", text);
  }
  return tree;
}

}  // namespace monoci_testing
