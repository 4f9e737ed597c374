#pragma once

#include <map>
#include <set>

#include "affected/reason.hpp"

namespace monoci {

using Reasons = std::map<ProjectId, std::set<Reason>>;  // of projects themselves, dependencies left out

}  // namespace monoci
