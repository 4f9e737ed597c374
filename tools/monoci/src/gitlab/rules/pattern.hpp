#pragma once

#include <string>
#include <string_view>

namespace monoci {

// What is wrong with a regular expression between slashes (`/…/i`), as far as it can be told without an engine: RE2
// knows no lookaround and no back references. Empty where nothing is.
std::string slashed_pattern_fault(std::string_view text);
bool is_slashed_pattern(std::string_view text);

}  // namespace monoci
