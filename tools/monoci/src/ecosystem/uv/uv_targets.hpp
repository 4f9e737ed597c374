#pragma once

#include <vector>

#include "ecosystem/requirement_target.hpp"

namespace monoci {

// uv's look-up: the project's own sources for that name, else those of the workspace root, never both; entries for
// another extra or group do not count. Without a source the member of that name is meant, if there is one
// (docs.astral.sh/uv, concepts/projects/dependencies; `LoweredRequirement` in astral-sh/uv).
std::vector<Target> uv_targets(const Requirement& requirement, const Requirer& requirer);

}  // namespace monoci
