#include "document/replacement.hpp"

#include <algorithm>

namespace monoci {

std::string replaced(std::string_view text, std::vector<Replacement> replacements) {
  std::ranges::stable_sort(replacements, {}, &Replacement::begin);
  std::string result;
  std::size_t done = 0;
  for (const auto& each : replacements) {
    result += text.substr(done, each.begin - done);
    result += each.text;
    done = each.end;
  }
  return result += text.substr(done);
}

}  // namespace monoci
