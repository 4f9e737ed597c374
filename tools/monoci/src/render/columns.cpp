#include "render/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.hpp"

namespace monoci {

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::string padded(std::string text, std::size_t to_width) {
  const auto now = width(text);
  return now < to_width ? text + std::string(to_width - now, ' ') : text;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string in_a_list(std::string name) {
  return name.contains(',') && !name.starts_with('"') ? "\"" + name + "\"" : name;
}

std::string listed(const std::string& name, char line_end) {
  return (line_end == '\0' ? name : quoted_if_odd(name)) + line_end;
}

}  // namespace monoci
