#pragma once

#include <string>
#include <vector>

#include "init/kinds.hpp"

namespace monoci {

// monoci.yaml: short, and every entry with the reason why it is there.
std::string config_text(const Survey& survey, const std::vector<InitKind>& kinds);

}  // namespace monoci
