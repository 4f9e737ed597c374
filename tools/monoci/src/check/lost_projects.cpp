#include <fmt/format.h>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "workspace/unread.hpp"

namespace monoci {

namespace {

void check_that_there_is_one(const CheckedTree& tree, Diagnostics& problems) {
  if (!tree.workspace.projects.empty()) return;
  const auto unread = unread_manifests(tree.files, tree.workspace, tree.cache);
  if (unread.empty())
    problems.error("there is no project", {},
                   "`projects.include` names directories that are projects without a manifest");
  else
    problems.error(
        "there is no project that can be read, only " + to_text(unread), Spot{unread.front().file.str(), 1, 1},
        "name the directories in `projects.include`: a directory named there is a project whatever is in it");
}

}  // namespace

void check_lost_projects(const CheckedTree& tree, Diagnostics& problems) {
  if (tree.workspace.config.has_faults || tree.reading.has_errors()) return;  // what they would have said is not known
  check_that_there_is_one(tree, problems);
  if (tree.affected == nullptr) return;
  for (const auto& [id, project] : tree.affected->left) {
    const auto reason = first_reason(*tree.affected, project);
    problems.warning(
        fmt::format("`{}` was a project at the base: {}", quoted_if_odd(id.str()), reason ? to_text(*reason) : ""),
        Spot{id.str(), 0, 0}, "nothing runs for it from now on; make it a project again, or remove what is left of it");
  }
}

}  // namespace monoci
