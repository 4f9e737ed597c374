#pragma once

#include <string>

#include "affected/affected.hpp"

namespace monoci {

// Why a project is affected, in one line of valid UTF-8: its first own reason, or the dependency that reaches it.
std::string reason_line(const Affected& answer, const AffectedProject& project);

std::string to_text(const Spot& spot);  // "file:line"

}  // namespace monoci
