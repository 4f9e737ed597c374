#pragma once

#include <optional>
#include <string>

#include "tree/change.hpp"

namespace monoci {

// What git says differs between base and head, or why every project is affected whatever differs.
struct Evidence {
  Changes changes;
  std::optional<std::string> missing = {};    // what git should have said is not known
  std::optional<std::string> requested = {};  // somebody asked for it
};

inline Evidence missing(std::string why) { return {{}, std::move(why), {}}; }
inline Evidence requested(std::string why) { return {{}, {}, std::move(why)}; }

}  // namespace monoci
