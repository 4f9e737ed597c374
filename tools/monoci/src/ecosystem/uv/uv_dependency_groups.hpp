#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/document.hpp"

namespace monoci {

// The requirement strings of each dependency group, by normalised name, with `{include-group = "…"}` replaced by what
// that group holds. An include of a group that is missing, or a cycle of includes, is a warning: uv refuses it. The
// legacy `tool.uv.dev-dependencies` are appended to `dev` and cannot be included.
std::map<std::string, std::vector<const Value*>> uv_dependency_groups(const Value& document, Diagnostics& problems);

}  // namespace monoci
