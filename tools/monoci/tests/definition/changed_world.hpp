// A small monorepo with a uv.lock, tables above projects, files that dependents cannot see and job templates; and a
// change to it.
#pragma once

#include "support/files.hpp"

namespace monoci {

struct WorldChange {
  Files before, after;
};

// Draws from rapidcheck, so that a case which fails is made smaller.
WorldChange random_world_change();

}  // namespace monoci
