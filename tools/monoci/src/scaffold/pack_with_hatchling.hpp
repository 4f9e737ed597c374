#pragma once

#include "scaffold/build_backends.hpp"

namespace monoci {

// hatchling follows linked directories, each directory once, and stores linked files as links. What it takes into the
// archives may be narrowed by lists of paths; the link joins those that do not have it.
Result<Packing> pack_with_hatchling(const LinkSite& site, const Value& manifest);

}  // namespace monoci
