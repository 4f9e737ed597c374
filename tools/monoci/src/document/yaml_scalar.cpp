#include "document/yaml_scalar.hpp"

#include <algorithm>
#include <string>

#include "base/lower_case.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongestInteger = 18;  // digits that any reader's 64 bits hold

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char each) { return each >= '0' && each <= '9'; });
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return is_digits(text) && text.size() <= kLongestInteger && (text == "0" || text[0] != '0');
}

bool is_decimal_fraction(std::string_view text) {
  const auto point = text.find('.');
  return point != std::string_view::npos && is_digits(text.substr(point + 1)) &&
         (is_whole_number(text.substr(0, point)) || text.substr(0, point) == "-0");
}

}  // namespace

PlainScalar read_plain_scalar(std::string_view text) {
  constexpr std::size_t kLongestWord = 5;  // "false"
  const auto word = text.size() <= kLongestWord ? lower_case(text) : std::string();
  if (text.empty() || text == "~" || word == "null") return {ValueType::null, ""};
  if (word == "true" || word == "yes" || word == "on") return {ValueType::boolean, "true"};
  if (word == "false" || word == "no" || word == "off") return {ValueType::boolean, "false"};
  if (is_whole_number(text)) return {ValueType::integer, text};
  if (is_decimal_fraction(text)) return {ValueType::floating, text};
  return {ValueType::string, text};
}

}  // namespace monoci
