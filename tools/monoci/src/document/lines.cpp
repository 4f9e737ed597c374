#include "document/lines.hpp"

#include <algorithm>

namespace monoci {

std::size_t line_begin(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  const auto found = text.rfind('\n', at - 1);
  return found == std::string_view::npos ? 0 : found + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const auto found = text.find('\n', at);
  if (found == std::string_view::npos) return text.size();
  return found > at && text[found - 1] == '\r' ? found - 1 : found;
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const auto found = text.find('\n', at);
  return found == std::string_view::npos ? text.size() : found + 1;
}

std::string_view indent_of(std::string_view text, std::size_t at) {
  const auto line = text.substr(line_begin(text, at));
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

std::string_view line_break(std::string_view text) {
  const auto found = text.find('\n');
  return found != std::string_view::npos && found > 0 && text[found - 1] == '\r' ? "\r\n" : "\n";
}

}  // namespace monoci
