#pragma once

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"

namespace monoci {

// Whether a text may be given to a parser: not larger than any reader wants, UTF-8, and without the control characters
// that YAML forbids. Says what is wrong where it is not.
bool is_readable_text(const SourceText& source, Diagnostics& problems, std::size_t largest = std::size_t{4} << 20);

}  // namespace monoci
