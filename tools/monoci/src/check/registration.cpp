#include <fmt/format.h>

#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "check/sample_place.hpp"
#include "scaffold/unregistered.hpp"

namespace monoci {

void check_registration(const CheckedTree& tree, Diagnostics& problems) {
  if (tree.workspace.config.has_faults) return;  // what it would have said of the directory is not known
  for (const auto& each : unregistered_projects(tree.workspace, tree.files, tree.links, *tree.manifests)) {
    if (is_sample_project(each.directory)) continue;
    const auto directory = quoted_if_odd(each.directory.str());
    problems.warning(
        fmt::format("`{}` looks like a project and is not registered", directory), each.spot,
        fmt::format("to register it: monoci new --finish {}; if it is none, name it in `projects.exclude`", directory));
  }
}

}  // namespace monoci
