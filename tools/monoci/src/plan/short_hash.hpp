#pragma once

#include <string>
#include <string_view>

namespace monoci {

// Hexadecimal digits (16 at most) that tell two texts apart where a name must be short: FNV-1a, the same on every
// machine and in every version.
std::string short_hash(std::string_view text, std::size_t digits = 8);

}  // namespace monoci
