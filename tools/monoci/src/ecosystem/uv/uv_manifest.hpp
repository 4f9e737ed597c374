#pragma once

#include <optional>

#include "ecosystem/ecosystem.hpp"

namespace monoci {

// A pyproject.toml as uv reads it. Only broken TOML (and a wrong `[tool.monoci]`) is an error; what uv would refuse is
// a warning and the rest of the file still counts.
std::optional<Manifest> read_pyproject(const SourceText& source, Diagnostics& problems);

// The row's reader: uv has one file.
std::optional<Manifest> read_uv_manifest(const ManifestTexts& texts, Diagnostics& problems);

}  // namespace monoci
