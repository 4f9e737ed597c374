#pragma once

#include <string_view>

namespace monoci {

inline constexpr std::string_view kBlanksAndLineEnds = " \t\r\n";

// Without what of `blanks` it begins and ends with.
inline std::string_view trimmed(std::string_view text, std::string_view blanks = kBlanksAndLineEnds) {
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace monoci
