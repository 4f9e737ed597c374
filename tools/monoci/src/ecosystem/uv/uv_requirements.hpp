#pragma once

#include <vector>

#include "document/document.hpp"
#include "ecosystem/manifest.hpp"

namespace monoci {

// Every requirement of a pyproject.toml with the table that holds it: `project.dependencies`,
// `project.optional-dependencies`, `[dependency-groups]` with include-group flattened as uv does (PEP 735), the legacy
// `tool.uv.dev-dependencies` (group `dev`), `build-system.requires`, and where `dynamic` asks for them the two tables
// that build hooks fill dependencies from (uv-dynamic-versioning, setuptools_dynamic_dependencies).
std::vector<Requirement> uv_requirements(const Value& document, const DynamicTables& dynamic, Diagnostics& problems);

// Which tables `project.dynamic` names, and whether the two static tables say them.
DynamicTables uv_dynamic_tables(const Value& document);

}  // namespace monoci
