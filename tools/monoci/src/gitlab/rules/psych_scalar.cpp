#include "gitlab/rules/psych_scalar.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

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

}  // namespace monoci
