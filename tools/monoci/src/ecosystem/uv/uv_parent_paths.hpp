#pragma once

#include <vector>

#include "config/project_settings.hpp"
#include "document/document.hpp"

namespace monoci {

// Keys and values with a `..` component in the tables by which build backends take files from outside the project:
// readme and licence files, hatch, setuptools, uv's cache-keys and build backend, pdm, poetry, flit, maturin,
// scikit-build. Tables of version plugins (`setuptools_scm` root) are none: they name the repository, not files of it.
std::vector<SpottedText> uv_parent_paths(const Value& document);

}  // namespace monoci
