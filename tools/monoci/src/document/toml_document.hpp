#pragma once

#include <optional>

#include "document/document.hpp"

namespace monoci {

// A TOML text as a Value whose root is a map. A syntax error is an error in `problems`; nothing is then returned.
// Keys keep the order of toml++, which is by name.
std::optional<Value> read_toml(const SourceText& source, Diagnostics& problems);

}  // namespace monoci
