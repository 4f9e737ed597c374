#include "document/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"
#include "document/text_places.hpp"

namespace monoci {

namespace {

bool is_forbidden(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return (code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || code == 0x7F;
}

}  // namespace

bool is_readable_text(const SourceText& source, Diagnostics& problems, std::size_t largest) {
  const std::string_view text = source.text;
  if (text.size() > largest) {
    problems.error(fmt::format("the file has {} bytes", text.size()), Spot{source.file, 0, 0},
                   fmt::format("at most {} are read", largest));
    return false;
  }
  if (const auto bad = first_not_utf8(text)) {
    problems.error("this is not UTF-8", spot_at(source, *bad), "save the file as UTF-8");
    return false;
  }
  const auto control = std::ranges::find_if(text, is_forbidden);
  if (control == text.end()) return true;
  problems.error(fmt::format("a control character (0x{:02X}) is not allowed", static_cast<unsigned char>(*control)),
                 spot_at(source, static_cast<std::size_t>(control - text.begin())),
                 "remove it, or write it as an escape sequence in double quotes");
  return false;
}

}  // namespace monoci
