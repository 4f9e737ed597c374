#pragma once

#include <cstddef>

#include "gitview/oid.hpp"

namespace gitview {

inline int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Writes 40 lower-case digits and no NUL.
inline void write_hex(const Oid& oid, char* out) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < Oid::size; ++i) {
    *out++ = kDigits[oid.data()[i] >> 4];
    *out++ = kDigits[oid.data()[i] & 15];
  }
}

}  // namespace gitview
