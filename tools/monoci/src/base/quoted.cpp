#include "base/quoted.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace monoci {

namespace {

std::string escaped_byte(char byte) {
  constexpr std::string_view kPlain = "\a\b\t\n\v\f\r\"\\", kLetters = "abtnvfr\"\\";
  if (const auto at = kPlain.find(byte); at != std::string_view::npos) return {'\\', kLetters[at]};
  return fmt::format("\\{:03o}", static_cast<unsigned char>(byte));
}

bool must_escape(const CodePoint& point) {
  return is_control(point.value) || point.value == '"' || point.value == '\\' || point.value == 0x2028 ||
         point.value == 0x2029;
}

}  // namespace

std::string quoted_if_odd(std::string_view name) {
  std::string result;
  bool odd = false;
  for (std::size_t at = 0; at < name.size();) {
    const auto point = decode_utf8(name.substr(at));
    const auto length = point ? point->bytes : 1;
    const auto piece = name.substr(at, length);
    if (point && !must_escape(*point)) {
      result += piece;
    } else {
      odd = true;
      for (const char byte : piece) result += escaped_byte(byte);
    }
    at += length;
  }
  return odd ? '"' + result + '"' : result;
}

}  // namespace monoci
