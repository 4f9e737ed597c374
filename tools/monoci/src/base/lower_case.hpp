#pragma once

#include <string>
#include <string_view>

namespace monoci {

// Letters of ASCII alone, whatever the locale.
inline std::string lower_case(std::string_view text) {
  std::string result(text);
  for (auto& letter : result)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return result;
}

}  // namespace monoci
