#include "ecosystem/uv/python_names.hpp"

#include <algorithm>

namespace monoci {

namespace {

bool is_alphanumeric(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

bool is_separator(char letter) { return letter == '-' || letter == '_' || letter == '.'; }

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

std::string_view take_name(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && (is_alphanumeric(text[length]) || is_separator(text[length]))) ++length;
  const auto name = text.substr(0, length);
  text.remove_prefix(length);
  return name;
}

// The names between `[` and `]`; nothing when the list is malformed.
std::optional<std::vector<std::string>> take_extras(std::string_view& text) {
  std::vector<std::string> extras;
  text.remove_prefix(1);
  skip_blanks(text);
  while (!text.starts_with(']')) {
    const auto name = take_name(text);
    if (!is_package_name(name)) return std::nullopt;
    extras.push_back(normalised_name(name));
    skip_blanks(text);
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      skip_blanks(text);
    } else if (!text.starts_with(']')) {
      return std::nullopt;
    }
  }
  text.remove_prefix(1);
  skip_blanks(text);
  return extras;
}

// A URL ends at a blank: " ; marker" follows it (PEP 508).
std::string_view take_url(std::string_view text) {
  skip_blanks(text);
  return text.substr(0, std::min(text.find_first_of(" \t\r\n"), text.size()));
}

}  // namespace

std::string normalised_name(std::string_view name) {
  std::string result;
  for (const char letter : name) {
    if (!is_separator(letter)) {
      result += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    } else if (!result.ends_with('-')) {
      result += '-';
    }
  }
  return result;
}

bool is_package_name(std::string_view name) {
  return !name.empty() && is_alphanumeric(name.front()) && is_alphanumeric(name.back()) &&
         std::ranges::all_of(name, [](char letter) { return is_alphanumeric(letter) || is_separator(letter); });
}

std::optional<ParsedRequirement> parse_requirement(std::string_view text) {
  skip_blanks(text);
  const auto name = take_name(text);
  if (!is_package_name(name)) return std::nullopt;
  ParsedRequirement result{normalised_name(name), {}, {}};
  skip_blanks(text);
  if (text.starts_with('[')) {
    auto extras = take_extras(text);
    if (!extras) return std::nullopt;
    result.extras = std::move(*extras);
  }
  if (text.starts_with('@')) {
    result.url = take_url(text.substr(1));
  } else if (!text.empty() && !std::string_view("<>=!~(;").contains(text[0])) {
    return std::nullopt;
  }
  return result;
}

}  // namespace monoci
