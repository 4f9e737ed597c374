#include "gitlab/told_values.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace monoci {

namespace {

bool is_word(char each) {
  return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') || each == '_';
}

struct Found {
  const Variable* variable = nullptr;
  std::size_t length = 0;  // of `$NAME` or `${NAME}`
};

Found variable_at(std::string_view text, std::span<const Variable> told) {
  const bool braced = text.starts_with("${");
  const auto name_and_rest = text.substr(std::min(text.size(), static_cast<std::size_t>(braced ? 2 : 1)));
  const auto end = std::ranges::find_if_not(name_and_rest, is_word);
  const auto name = name_and_rest.substr(0, static_cast<std::size_t>(end - name_and_rest.begin()));
  const bool closed = !braced || name_and_rest.substr(name.size()).starts_with('}');
  const auto found = std::ranges::find(told, name, &Variable::name);
  if (!closed || found == told.end()) return {};
  return {&*found, name.size() + (braced ? 3 : 1)};
}

// `of` says how a value is written there; nothing where it cannot be.
template <class Written>
bool replace(std::string& text, std::span<const Variable> told, std::size_t from, std::size_t end, const Written& of) {
  bool replaced = false;
  for (auto at = text.find('$', from); at < end; at = text.find('$', at)) {
    const auto [variable, length] = variable_at(std::string_view(text).substr(at), told);
    const auto written = variable ? of(*variable) : std::optional<std::string>();
    if (written) {
      text.replace(at, length, *written);
      at += written->size();
      end += written->size() - length;
      replaced = true;
    } else {
      at += std::max<std::size_t>(length, 1);
    }
  }
  return replaced;
}

bool tell_in_text(std::string& text, std::span<const Variable> told) {
  return replace(text, told, 0, text.size(), [](const Variable& variable) { return std::optional(variable.value); });
}

std::optional<std::string> as_literal(const Variable& variable) {
  for (const char* quote : {"\"", "'"})
    if (!variable.value.contains(quote)) return quote + variable.value + quote;
  return {};
}

// Between literals and patterns, in which GitLab expands nothing.
bool tell_in_condition(std::string& text, std::span<const Variable> told) {
  bool replaced = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"' || text[at] == '\'' || text[at] == '/') {
      const auto end = text.find(text[at], at + 1);
      if (end == std::string::npos) break;
      at = end + 1;
      continue;
    }
    const auto end = std::min(text.find_first_of("\"'/", at), text.size());
    const auto before = text.size();
    replaced = replace(text, told, at, end, as_literal) || replaced;
    at = end + text.size() - before;
  }
  return replaced;
}

bool tell(Value& value, std::span<const Variable> told, bool is_condition) {
  bool replaced = value.is(ValueType::string) &&
                  (is_condition ? tell_in_condition(value.scalar, told) : tell_in_text(value.scalar, told));
  for (auto& item : value.items) replaced = tell(item, told, is_condition) || replaced;
  for (auto& member : value.members) replaced = tell(member.value, told, is_condition) || replaced;
  return replaced;
}

bool tell_in_rules(Value& rules, std::span<const Variable> told) {
  bool replaced = false;
  for (auto& item : rules.items) replaced = tell_in_rules(item, told) || replaced;
  for (auto& member : rules.members) replaced = tell(member.value, told, member.key == "if") || replaced;
  return replaced;
}

bool tell_in_refs(Value& policy, std::span<const Variable> told) {
  bool replaced = false;
  for (auto& member : policy.members) replaced = tell(member.value, told, member.key == "variables") || replaced;
  return replaced;
}

// What a variable is told as it is. A value with a `$` in it would be expanded once more, so it is marked.
bool tell_in_variables(Value& variables, std::span<const Variable> told) {
  bool replaced = false;
  for (auto& member : variables.members) {
    const auto* expand = member.value.find("expand");
    if (expand && expand->scalar == "false") continue;
    const auto before = member.value;
    if (!tell(member.value, told, false)) continue;
    replaced = true;
    const auto* text = member.value.find("value");
    const auto& now = text ? text->scalar : member.value.scalar;
    const auto* given = before.find("value");
    const auto& was = given ? given->scalar : before.scalar;
    const bool only_told = was.starts_with('$') && variable_at(was, told).length == was.size();
    if (!only_told || !now.contains('$')) continue;
    Value map, literal, no;
    map.type = ValueType::map;
    map.spot = literal.spot = before.spot;
    literal.type = ValueType::string;
    literal.scalar = now;
    no.type = ValueType::boolean;
    no.scalar = "false";
    map.members = {{"value", std::move(literal), {}}, {"expand", std::move(no), {}}};
    member.value = std::move(map);
  }
  return replaced;
}

}  // namespace

bool starts_elsewhere(const Value& settings) {
  const auto* trigger = settings.find("trigger");
  if (!trigger || !trigger->tag.empty()) return false;
  return trigger->is(ValueType::string) || (trigger->is(ValueType::map) && !trigger->find("include"));
}

bool tell_values(Member& member, std::span<const Variable> told) {
  if (member.key == "rules") return tell_in_rules(member.value, told);
  if (member.key == "only" || member.key == "except") return tell_in_refs(member.value, told);
  if (member.key == "variables") return tell_in_variables(member.value, told);
  return tell(member.value, told, false);
}

}  // namespace monoci
