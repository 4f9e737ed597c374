#include "gitlab/rules/psych_scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "base/lower_case.hpp"
#include "base/wildcard.hpp"
#include "document/yaml_scalar.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongestNumber = 64;  // longer ones are no number that anybody writes

struct Shape {
  PsychType type;
  Pattern pattern;
};

const std::vector<Shape>& shapes() {
  const auto regex = [](std::string_view text) { return Pattern::regular_expression(text).value(); };
  static const std::vector<Shape> all = {
      {PsychType::date,
       regex(R"(-?\d{4}-\d{1,2}-\d{1,2}([Tt]|[\s\v]+)\d{1,2}:\d\d:\d\d(\.\d*)?([\s\v]*(Z|[-+]\d{1,2}:?(\d\d)?))?)")},
      {PsychType::date, regex(R"(\d{4}-(1[012]|0?\d)-([12]\d|3[01]|0?\d))")},
      {PsychType::floating, regex(R"((?i)[-+]?\.inf|\.nan)")},
      {PsychType::symbol, regex(R"(:.+)")},
      {PsychType::integer, regex(R"([-+]?\d[\d_]*(:[0-5]?\d){1,2})")},
      {PsychType::floating, regex(R"([-+]?\d[\d_]*(:[0-5]?\d){1,2}\.[\d_]*)")},
      {PsychType::floating, regex(R"([-+]?(\d[\d_,]*\.\d*|\.\d+)([eE][-+]\d+)?)")},
      {PsychType::integer, regex(R"([-+]?(0b[01_,]+|0[0-7_,]+|0|[1-9](\d|[,_]\d)*|0[xX][\da-fA-F_,]+))")}};
  return all;
}

PsychType from_word(ValueType type) {
  switch (type) {
    case ValueType::null:
      return PsychType::null;
    case ValueType::boolean:
      return PsychType::boolean;
    case ValueType::integer:
      return PsychType::integer;
    case ValueType::floating:
      return PsychType::floating;
    default:
      return PsychType::text;
  }
}

double number_in(std::string_view text) {
  std::string digits(text);
  std::erase_if(digits, [](char each) { return each == '_' || each == ',' || each == '+'; });
  double number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// `.inf` and its like, in small letters.
std::string word_of(std::string_view text) {
  const auto word = lower_case(text);
  return word.starts_with('+') ? word.substr(1) : word;
}

struct Digits {
  std::string digits;
  int exponent = 0;  // of the first one
};

// The fewest digits that are read as the same number.
Digits shortest(double number) {
  auto text = fmt::format("{:e}", std::abs(number));
  for (int places = 0; places <= std::numeric_limits<double>::max_digits10; ++places) {
    text = fmt::format("{:.{}e}", std::abs(number), places);
    if (number_in(text) == std::abs(number)) break;
  }
  const auto mark = text.find('e');
  auto digits = text.substr(0, mark);
  std::erase(digits, '.');
  int exponent = 0;
  const auto from = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
  std::from_chars(from, text.data() + text.size(), exponent);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return {digits, exponent};
}

// Psych takes the first of two numbers for hours, not for minutes.
double sexagesimal(std::string_view text) {
  double sum = 0, weight = 60.0 * 60.0;
  for (std::size_t at = 0; at <= text.size(); weight /= 60.0) {
    const auto end = std::min(text.find(':', at), text.size());
    sum += weight * number_in(text.substr(at, end - at));
    at = end + 1;
  }
  return sum;
}

}  // namespace

PsychType psych_type(std::string_view plain) {
  if (const auto type = from_word(read_plain_scalar(plain).type); type != PsychType::text) return type;
  const bool begins_like_one = std::string_view("0123456789+-.:").find(plain.front()) != std::string_view::npos;
  if (!begins_like_one || plain.size() > kLongestNumber) return PsychType::text;
  for (const auto& shape : shapes())
    if (shape.pattern.matches(plain)) return shape.type;
  return PsychType::text;
}

std::string decimal_digits(std::string_view integer) {
  if (integer.contains(':')) return fmt::format("{}", static_cast<long long>(sexagesimal(integer)));
  std::string digits(integer);
  std::erase_if(digits, [](char each) { return each == '_' || each == ',' || each == '+'; });
  const bool negative = digits.starts_with('-');
  const std::string_view bare = std::string_view(digits).substr(negative ? 1 : 0);
  const bool is_hex = bare.starts_with("0x") || bare.starts_with("0X"), is_binary = bare.starts_with("0b");
  const int base = is_hex ? 16 : is_binary ? 2 : bare.starts_with('0') ? 8 : 10;
  const auto from = bare.substr(is_hex || is_binary ? 2 : 0);
  long long number = 0;
  const auto [end, fault] = std::from_chars(from.data(), from.data() + from.size(), number, base);
  if (fault != std::errc() || end != from.data() + from.size()) return digits;
  return (negative ? "-" : "") + std::to_string(number);
}

std::string ruby_float(std::string_view floating) {
  if (floating.find_first_of("0123456789") == std::string_view::npos) return word_of(floating);
  const auto number = floating.contains(':') ? sexagesimal(floating) : number_in(floating);
  if (number == 0 && floating.find_first_of("123456789") < floating.find_first_of("eE"))
    return std::string(floating);  // beyond what a number holds
  const auto [digits, exponent] = shortest(number);
  const std::string sign = std::signbit(number) ? "-" : "";
  constexpr int kFewestPlaces = -4, kMostPlaces = 15;  // between which Ruby writes no exponent
  if (exponent < kFewestPlaces || exponent >= kMostPlaces)
    return fmt::format("{}{}.{}e{:+03}", sign, digits.substr(0, 1), digits.size() > 1 ? digits.substr(1) : "0",
                       exponent);
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  const auto padded = digits + std::string(digits.size() < whole ? whole - digits.size() : 0, '0');
  return sign + padded.substr(0, whole) + "." + (padded.size() > whole ? padded.substr(whole) : "0");
}

}  // namespace monoci
