#include "check/rows.hpp"

namespace monoci {

void check_manifests(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& each : tree.reading.sorted())
    if (!tree.is_configuration(each)) problems.add(each);
  for (const auto& each : tree.workspace.unreadable) problems.add(each);
}

}  // namespace monoci
