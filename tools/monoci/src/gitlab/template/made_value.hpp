#pragma once

#include <string>
#include <utility>

#include "document/document.hpp"

namespace monoci {

// A value that no file holds, as if it stood at `spot`.
inline Value made_value(ValueType type, const Spot& spot, std::string scalar = {}) {
  Value value;
  value.type = type;
  value.scalar = std::move(scalar);
  value.spot = spot;
  return value;
}

}  // namespace monoci
