#pragma once

#include <compare>
#include <string_view>

#include "base/diagnostic.hpp"

namespace monoci {

// What a check found; it always knows a file.
struct Finding {
  std::string_view check;  // its name in the table
  Diagnostic diagnostic;
  auto operator<=>(const Finding&) const = default;
};

}  // namespace monoci
