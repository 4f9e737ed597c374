#pragma once

#include <vector>

#include "document/document.hpp"

namespace monoci {

// The items of a template's `include`, in the CI's own words. Strict where GitLab would refuse them in a generated
// pipeline: it does not expand variables there.
std::vector<Value> read_include(const Value& include, Diagnostics& problems);

}  // namespace monoci
