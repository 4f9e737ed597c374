// The texts of a tree's projects, read once for all checks that look into them.
#pragma once

#include <optional>

#include "check/check.hpp"
#include "check/import_finder.hpp"
#include "check/path_finder.hpp"
#include "check/script_finder.hpp"

namespace monoci {

class CodeSurvey {
 public:
  explicit CodeSurvey(const CheckedTree& tree);

  std::vector<UndeclaredImport> imports;
  std::vector<PathOfOthers> paths;
  std::vector<UnreadScript> scripts;
  bool is_cut = false;  // the tree has more entries than are looked at
};

}  // namespace monoci
