#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/document.hpp"

namespace monoci {

// What a job's script may mean by a word: a path, or a pattern where a part of it is known only when the job runs.
struct ScriptPath {
  std::string text;
  bool from_project = false;  // seen from the project's directory, else from the root of the repository
  Spot spot;                  // of the command
  auto operator<=>(const ScriptPath&) const = default;
};

// Of one text; no template that people write has a hundredth of them. Whoever gets so many has not got all.
inline constexpr std::size_t kMostScriptPaths = 50'000;

// The paths that the jobs of a text of GitLab's may mean, hidden ones, `default` and hooks included: every word of
// their commands and of the variables that they set. Most words are no paths; only the tree knows. `cd`, quotes and
// variables that the text itself sets are followed. Sorted, equal ones once.
std::vector<ScriptPath> script_paths(const Value& document);

}  // namespace monoci
