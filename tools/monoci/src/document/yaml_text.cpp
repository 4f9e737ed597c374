#include "document/yaml_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLineWidth = 100;

bool is_printable(char32_t point) {  // what YAML may hold unescaped, and what no reader takes for a line break
  const bool line_break = point == 0x2028 || point == 0x2029;
  return !is_control(point) && !line_break && point != 0xFEFF && point != 0xFFFE && point != 0xFFFF;
}

std::string escaped(char32_t point) {
  switch (point) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return fmt::format(fmt::runtime(point < 0x80 ? "\\x{:02X}" : "\\u{:04X}"), static_cast<unsigned>(point));
  }
}

bool is_collection(const Value& value) { return value.is(ValueType::list) || value.is(ValueType::map); }

// Whether a value may fit into `room` characters, by what it has at least: spares writing a whole pipeline in one line
// to see that it does not. Takes away what it needs.
bool may_fit(const Value& value, std::size_t& room) {
  constexpr std::size_t kQuotes = 2, kSeparator = 2;
  const auto takes = [&](std::size_t width) {
    const bool fits = width <= room;
    room -= std::min(width, room);
    return fits;
  };
  return takes(value.scalar.size()) &&
         std::ranges::all_of(value.items, [&](const Value& item) { return may_fit(item, room); }) &&
         std::ranges::all_of(value.members, [&](const Member& member) {
           return takes(member.key.size() + kQuotes + kSeparator) && may_fit(member.value, room);
         });
}

std::string on_one_line(const Value& value);

std::string collection_on_one_line(const Value& value) {
  std::string inside;
  const auto add = [&](const std::string& piece) { inside += (inside.empty() ? "" : ", ") + piece; };
  for (const auto& item : value.items) add(on_one_line(item));
  for (const auto& member : value.members) add(quoted_yaml(member.key) + ": " + on_one_line(member.value));
  return value.is(ValueType::list) ? "[" + inside + "]" : "{" + inside + "}";
}

// As every reader of YAML takes it: `1.5`, `1.0e+20`, `-.inf`.
bool is_plain_fraction(std::string_view text) {
  constexpr std::string_view kWords[] = {".inf", "-.inf", ".nan"};
  if (std::ranges::find(kWords, text) != std::end(kWords)) return true;
  constexpr std::string_view kDigits = "0123456789";
  const auto skip_digits = [&](std::string_view& rest) {
    const auto count = std::min(rest.find_first_not_of(kDigits), rest.size());
    rest.remove_prefix(count);
    return count > 0;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!skip_digits(text) || !text.starts_with('.')) return false;
  text.remove_prefix(1);
  if (!skip_digits(text) || text.empty()) return text.empty();
  if (!text.starts_with("e+") && !text.starts_with("e-")) return false;
  text.remove_prefix(2);
  return skip_digits(text) && text.empty();
}

std::string scalar(const Value& value) {
  switch (value.type) {
    case ValueType::null:
      return "null";
    case ValueType::boolean:
    case ValueType::integer:
      return value.scalar;
    case ValueType::floating:
      return is_plain_fraction(value.scalar) ? value.scalar : quoted_yaml(value.scalar);
    default:
      return quoted_yaml(value.scalar);
  }
}

std::string on_one_line(const Value& value) {
  const auto text = is_collection(value) ? collection_on_one_line(value) : scalar(value);
  return value.tag.empty() ? text : value.tag + " " + text;
}

// One line where that is possible and short, nothing where it is not.
std::string short_form(const Value& value, std::size_t indent) {
  const bool empty = value.items.empty() && value.members.empty();
  if (!is_collection(value) || empty || !value.tag.empty()) return on_one_line(value);
  auto room = kLineWidth;
  if (!may_fit(value, room)) return "";
  auto text = on_one_line(value);
  return indent + text.size() <= kLineWidth ? text : "";
}

std::string block(const Value& value, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string text;
  for (const auto& item : value.items) {
    const auto line = short_form(item, indent + 2);
    text += margin + "- " + (line.empty() ? block(item, indent + 2).substr(indent + 2) : line + "\n");
  }
  for (const auto& member : value.members) {
    const auto key = quoted_yaml(member.key) + ":";
    const auto line = short_form(member.value, indent + key.size() + 1);
    text += margin + key + (line.empty() ? "\n" + block(member.value, indent + 2) : " " + line + "\n");
  }
  return text;
}

}  // namespace

std::string quoted_yaml(std::string_view text) {
  std::string result = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_utf8(text.substr(at)).value_or(CodePoint{0xFFFD, 1});
    if (point.value == '"' || point.value == '\\')
      result += {'\\', static_cast<char>(point.value)};
    else if (point.value == 0xFFFD)
      result += "\xEF\xBF\xBD";  // also what stands for a byte that is not UTF-8
    else if (is_printable(point.value))
      result += text.substr(at, point.bytes);
    else
      result += escaped(point.value);
    at += point.bytes;
  }
  return result + '"';
}

std::string yaml_text(const Value& value) {
  const bool whole_block = is_collection(value) && !(value.items.empty() && value.members.empty());
  return whole_block ? block(value, 0) : on_one_line(value) + "\n";
}

Value yaml_string(std::string text) {
  Value value;
  value.type = ValueType::string;
  value.scalar = std::move(text);
  return value;
}

Value yaml_boolean(bool flag) {
  Value value;
  value.type = ValueType::boolean;
  value.scalar = flag ? "true" : "false";
  return value;
}

Value yaml_list(std::vector<Value> items) {
  Value value;
  value.type = ValueType::list;
  value.items = std::move(items);
  return value;
}

Value yaml_map(std::vector<std::pair<std::string, Value>> members) {
  Value value;
  value.type = ValueType::map;
  for (auto& [key, member] : members) value.members.push_back({std::move(key), std::move(member), {}});
  return value;
}

Value yaml_members(std::vector<Member> members) {
  Value value;
  value.type = ValueType::map;
  value.members = std::move(members);
  return value;
}

}  // namespace monoci
