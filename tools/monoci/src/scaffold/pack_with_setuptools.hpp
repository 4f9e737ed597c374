#pragma once

#include "scaffold/build_backends.hpp"

namespace monoci {

// setuptools' discovery follows linked directories but takes Python files alone: data files join `package-data`. A list
// of packages gets those of the linked code.
Result<Packing> pack_with_setuptools(const LinkSite& site, const Value& manifest);

}  // namespace monoci
