#include "document/kept_line_breaks.hpp"

#include <algorithm>

namespace monoci {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

void skip_blanks(std::string_view& rest) { rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size())); }

// `&anchor` and `!tag` may stand before it.
std::string_view without_properties(std::string_view source) {
  for (skip_blanks(source); source.starts_with('&') || source.starts_with('!'); skip_blanks(source))
    source.remove_prefix(std::min(source.find_first_of(kBlanks), source.size()));
  return source;
}

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::optional<std::size_t> kept_line_breaks(std::string_view source, bool is_blank) {
  auto rest = without_properties(source);
  if (!rest.starts_with('>')) return {};
  const auto header = take_line(rest);
  const auto indicators = header.substr(0, header.find_first_of(" \t"));
  const bool says_depth = indicators.find_first_of("123456789") != std::string_view::npos;  // seen from what is around
  if (!indicators.contains('+') || says_depth) return {};
  std::optional<std::size_t> indentation;  // of the first line; what stands less deep is not part of it
  std::size_t breaks = 0;
  while (!rest.empty()) {
    const bool ends_in_break = rest.contains('\n');
    const auto line = take_line(rest);
    const auto depth = std::min(line.find_first_not_of(' '), line.size());
    if (depth == line.size() && depth <= indentation.value_or(depth)) {
      breaks += ends_in_break ? 1 : 0;
      continue;
    }
    if (is_blank) break;
    if (!indentation) indentation = depth;
    if (depth < *indentation) break;
    breaks = ends_in_break ? 1 : 0;
  }
  return breaks;
}

}  // namespace monoci
