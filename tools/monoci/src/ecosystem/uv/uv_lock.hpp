#pragma once

#include "base/source_text.hpp"
#include "ecosystem/lock.hpp"

namespace monoci {

// A uv.lock of schema version 1. Another version, or a text that is not TOML, is an error: the lock then says nothing.
Result<Lock> read_uv_lock(const SourceText& source);

}  // namespace monoci
