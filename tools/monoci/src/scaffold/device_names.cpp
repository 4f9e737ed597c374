#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>

#include "scaffold/reserved_names.hpp"

namespace monoci {

bool is_device_name(std::string_view name) {
  constexpr std::string_view kDevices[] = {"aux", "con", "nul", "prn"};
  std::string stem(name.substr(0, name.find('.')));
  for (auto& each : stem) each = static_cast<char>(std::tolower(static_cast<unsigned char>(each)));
  const bool numbered =
      stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '1' && stem[3] <= '9';
  return numbered || std::ranges::find(kDevices, stem) != std::end(kDevices);
}

}  // namespace monoci
