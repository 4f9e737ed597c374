#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "ecosystem/manifest.hpp"

namespace monoci {

// `[tool.uv.sources]`: by normalised name, each entry a table or a list of tables (docs.astral.sh/uv,
// concepts/projects/dependencies). An entry that uv would refuse is a warning and counts as a source from elsewhere,
// which hides an inherited one.
std::map<std::string, std::vector<Source>> uv_sources(const Value& document, Diagnostics& problems);

}  // namespace monoci
