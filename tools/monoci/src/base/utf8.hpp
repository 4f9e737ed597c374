#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace monoci {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;  // how many it takes in the text
};

// The code point at the start of `text`: shortest form, no surrogates, as RFC 3629 says. Nothing when the bytes there
// are not UTF-8 or the text is empty.
std::optional<CodePoint> decode_utf8(std::string_view text);

// Where the first byte stands that is no part of UTF-8; nothing when all of it is.
std::optional<std::size_t> first_not_utf8(std::string_view text);

bool is_control(char32_t code_point);  // C0, DEL and C1

// What makes a terminal or a browser show text in another order than it is written in (the "Trojan Source" marks).
bool is_bidi_control(char32_t code_point);

}  // namespace monoci
