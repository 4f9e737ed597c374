#pragma once

#include <optional>
#include <string>

#include "workspace/workspace.hpp"

namespace monoci {

// What of monoci.yaml is missing so that a project has jobs in CI; nothing when it has some.
std::optional<std::string> jobs_note(const Project& project, const Config& config, bool has_config);

}  // namespace monoci
