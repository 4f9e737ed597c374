#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "gitview/oid.hpp"

namespace gitview {

inline int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Lower case, without a NUL.
inline void write_hex(const Oid& oid, std::span<char, 2 * Oid::size> digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (std::size_t i = 0; i < Oid::size; ++i) {
    digits[2 * i] = kDigits[oid.data()[i] >> 4];
    digits[2 * i + 1] = kDigits[oid.data()[i] & 15];
  }
}

}  // namespace gitview
