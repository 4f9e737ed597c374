#include <algorithm>
#include <optional>
#include <ranges>

#include "base/lower_case.hpp"
#include "document/lines.hpp"
#include "document/toml_edit.hpp"
#include "document/toml_insertion.hpp"

namespace monoci {

namespace {

constexpr std::string_view kUsualIndent = "    ";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

// The next byte that is neither blank nor of a comment.
std::size_t next_sign(std::string_view toml, std::size_t at) {
  while (at < toml.size() &&
         (toml[at] == '#' || toml[at] == ' ' || toml[at] == '\t' || toml[at] == '\r' || toml[at] == '\n'))
    at = toml[at] == '#' ? next_line(toml, at) : at + 1;
  return at;
}

std::optional<std::size_t> comma_after(std::string_view toml, const TomlNode& item) {
  const auto at = next_sign(toml, item.end);
  return at < toml.size() && toml[at] == ',' ? std::optional(at) : std::nullopt;
}

bool begins_its_line(std::string_view toml, std::size_t at) {
  const auto begin = line_begin(toml, at);
  return is_blank(toml.substr(begin, at - begin));
}

bool share_a_line(std::string_view toml, std::size_t one, std::size_t other) {
  return line_begin(toml, one) == line_begin(toml, other);
}

std::string quoted_like(std::string_view toml, const TomlNode& list, std::string_view value) {
  const auto is_literal = [&](const TomlNode& item) { return toml[item.begin] == '\''; };
  const bool literal = !list.items.empty() && std::ranges::all_of(list.items, is_literal);
  const bool needs_escapes =
      std::ranges::any_of(value, [](unsigned char each) { return each < 0x20 || each == '\'' || each == 0x7F; });
  return literal && !needs_escapes ? "'" + std::string(value) + "'" : toml_quoted(value);
}

std::vector<Replacement> into_empty_list(std::string_view toml, const TomlNode& list, const std::string& item) {
  const auto close = list.end - 1;
  if (!begins_its_line(toml, close) || share_a_line(toml, list.begin, close)) {
    const auto blank = toml.substr(list.begin + 1, close - list.begin - 1);
    return is_blank(blank) ? std::vector{Replacement{list.begin + 1, close, item}}
                           : std::vector{insertion(close, item)};
  }
  const auto indent = std::string(indent_of(toml, close)).append(kUsualIndent);
  return {insertion(line_begin(toml, close), indent + item + "," + std::string(line_break(toml)))};
}

// Behind an item that has a line of its own: behind its comment too, unless more of the list stands in that line.
std::vector<Replacement> on_the_next_line(std::string_view toml, const TomlNode& before, const std::string& item) {
  const auto line = std::string(line_break(toml)).append(indent_of(toml, before.begin)) + item;
  const auto comma = comma_after(toml, before);
  const auto last = comma ? *comma + 1 : before.end;
  const auto place = share_a_line(toml, last, next_sign(toml, last)) ? last : line_end(toml, last);
  if (comma) return {insertion(place, line + ",")};
  return {insertion(before.end, ","), insertion(place, line)};
}

std::vector<Replacement> behind(std::string_view toml, const TomlNode& list, const TomlNode& before,
                                const std::string& item) {
  if (begins_its_line(toml, before.begin) && !share_a_line(toml, list.begin, before.begin))
    return on_the_next_line(toml, before, item);
  const auto comma = comma_after(toml, before);
  if (!comma) return {insertion(before.end, ", " + item)};
  return {insertion(*comma + 1, " " + item + ",")};
}

std::vector<Replacement> in_front(std::string_view toml, const TomlNode& next, const std::string& item) {
  if (!begins_its_line(toml, next.begin)) return {insertion(next.begin, item + ", ")};
  const auto begin = line_begin(toml, next.begin);
  return {insertion(begin, std::string(indent_of(toml, next.begin)) + item + "," + std::string(line_break(toml)))};
}

}  // namespace

std::vector<Replacement> item_insertion(std::string_view toml, const TomlNode& list, std::size_t position,
                                        std::string_view value) {
  const auto item = quoted_like(toml, list, value);
  if (list.items.empty()) return into_empty_list(toml, list, item);
  if (position == 0) return in_front(toml, list.items.front(), item);
  return behind(toml, list, list.items[position - 1], item);
}

Replacement item_removal(std::string_view toml, const TomlNode& list, std::size_t position) {
  const auto& item = list.items[position];
  const auto comma = comma_after(toml, item);
  const auto end = comma ? *comma + 1 : item.end;
  const auto rest = toml.substr(end, line_end(toml, end) - end);
  const bool ends_its_line = is_blank(rest.substr(0, std::min(rest.find('#'), rest.size())));
  if (begins_its_line(toml, item.begin) && ends_its_line && !share_a_line(toml, item.begin, list.begin))
    return {line_begin(toml, item.begin), next_line(toml, end), ""};
  if (position + 1 < list.items.size()) return {item.begin, list.items[position + 1].begin, ""};
  return {position == 0 ? item.begin : list.items[position - 1].end, comma && position > 0 ? *comma : end, ""};
}

std::size_t place_in_list(const TomlNode& list, std::string_view value) {
  const auto key = [](const TomlNode& item) { return lower_case(item.text); };
  if (list.items.size() < 2 || !std::ranges::is_sorted(list.items, {}, key)) return list.items.size();
  return static_cast<std::size_t>(std::ranges::upper_bound(list.items, lower_case(value), {}, key) -
                                  list.items.begin());
}

}  // namespace monoci
