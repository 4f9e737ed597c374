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

bool breaks_a_line(const CodePoint& point) {
  return is_control(point.value) || point.value == 0x2028 || point.value == 0x2029;
}

bool steers_a_terminal(const CodePoint& point) { return breaks_a_line(point) || is_bidi_control(point.value); }

struct Escaped {
  std::string text;
  bool changed = false;
};

template <class Predicate>
Escaped escaped(std::string_view text, Predicate must_escape) {
  Escaped result;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_utf8(text.substr(at));
    const auto piece = text.substr(at, point ? point->bytes : 1);
    if (point && !must_escape(*point)) {
      result.text += piece;
    } else {
      result.changed = true;
      for (const char byte : piece) result.text += escaped_byte(byte);
    }
    at += piece.size();
  }
  return result;
}

}  // namespace

std::string quoted_if_odd(std::string_view name) {
  auto [text, odd] = escaped(name, [](const CodePoint& point) {
    return steers_a_terminal(point) || point.value == '"' || point.value == '\\';
  });
  return odd ? '"' + text + '"' : text;
}

std::string one_line(std::string_view text) { return escaped(text, steers_a_terminal).text; }

std::string plain_lines(std::string_view text) {
  return escaped(text,
                 [](const CodePoint& point) {
                   return point.value != '\n' && point.value != '\t' && steers_a_terminal(point);
                 })
      .text;
}

bool is_one_line(std::string_view text) { return !escaped(text, breaks_a_line).changed; }

}  // namespace monoci
