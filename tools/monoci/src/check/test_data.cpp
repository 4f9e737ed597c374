#include "scaffold/test_data.hpp"

#include <fmt/format.h>

#include "base/literal_pattern.hpp"
#include "base/quoted.hpp"
#include "check/rows.hpp"

namespace monoci {

void check_test_data(const CheckedTree& tree, Diagnostics& problems) {
  if (tree.workspace.config.has_faults) return;
  for (const auto& data : test_data_of(tree.workspace)) {
    const auto* first = tree.workspace.find(data.projects.front());
    const auto count = data.projects.size();
    problems.warning(fmt::format("`{}` looks like test data, and holds {}", quoted_if_odd(data.directory.str()),
                                 count == 1 ? "a project" : fmt::format("{} projects", count)),
                     Spot{first->manifest ? first->manifest->str() : first->id.str(), 1, 1},
                     fmt::format("if it is: `projects: {{ exclude: [\"{}\"] }}` in monoci.yaml",
                                 quoted_if_odd(pattern_of(data.directory))));
  }
}

}  // namespace monoci
