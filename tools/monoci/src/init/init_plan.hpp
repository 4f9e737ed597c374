#pragma once

#include "init/kinds.hpp"
#include "init/survey.hpp"
#include "scaffold/tree_edits.hpp"

namespace monoci {

struct InitPlan {
  TreeEdits edits;             // new files alone; the notes say what is left to do
  std::vector<RepoPath> kept;  // files that are there already, and stay as they are
  std::vector<InitKind> kinds;
};

// What to write where there is no monoci.yaml. The same survey gives the same bytes.
InitPlan plan_init(const Survey& survey);

}  // namespace monoci
