#pragma once

#include <optional>
#include <string>

#include "tree/change.hpp"

namespace monoci {

// What git says differs between base and head.
struct Evidence {
  Changes changes;
  std::optional<std::string> missing;  // why evidence is missing; every project is then affected
};

}  // namespace monoci
