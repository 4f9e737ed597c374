#include "config/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "base/nearest_name.hpp"
#include "base/quoted.hpp"

namespace monoci {

Fields::Fields(const Value& value, std::string name, Diagnostics& problems)
    : value_(value), name_(std::move(name)), problems_(problems) {
  if (!value_.is(ValueType::map)) refuse_type(value_, name_, "a map (`key: value`)", problems_);
}

const Value* Fields::find(std::string_view key) {
  known_.emplace_back(key);
  return value_.find(key);
}

std::string Fields::name_of(std::string_view key) const {
  const auto shown = quoted_if_odd(key);
  return name_.empty() ? shown : name_ + "." + shown;
}

void Fields::refuse_others() const {
  for (const auto& member : value_.members)
    if (std::ranges::find(known_, member.key) == known_.end())
      problems_.error(fmt::format("unknown key `{}`", name_of(member.key)), member.spot,
                      hint_for(member.key, "the keys here are", known_));
}

std::string_view type_name(const Value& value) {
  switch (value.type) {
    case ValueType::null:
      return "nothing";
    case ValueType::boolean:
      return "true or false";
    case ValueType::integer:
    case ValueType::floating:
      return "a number";
    case ValueType::string:
      return "text";
    case ValueType::list:
      return "a list";
    case ValueType::map:
      return "a map";
  }
  return "";
}

void refuse_type(const Value& value, std::string_view name, std::string_view wanted, Diagnostics& problems) {
  const bool quotes_help = wanted == "text" && !value.is(ValueType::list) && !value.is(ValueType::map);
  const auto subject = name.empty() ? std::string("the file") : fmt::format("`{}`", name);
  std::string hint = value.is(ValueType::null) ? "give it a value, or leave the key out" : "";
  if (quotes_help && !value.is(ValueType::null)) hint = fmt::format("put quotes around it: \"{}\"", value.scalar);
  if (hint.empty()) hint = fmt::format("write {}", wanted);
  problems.error(fmt::format("{} must be {}, not {}", subject, wanted, type_name(value)), value.spot, std::move(hint));
}

std::optional<SpottedText> read_text(const Value& value, std::string_view name, Diagnostics& problems) {
  if (!value.is(ValueType::string)) {
    refuse_type(value, name, "text", problems);
    return {};
  }
  if (value.scalar.empty()) {
    problems.error(fmt::format("`{}` must not be empty", name), value.spot, "give it a value, or leave it out");
    return {};
  }
  return SpottedText{value.scalar, value.spot};
}

std::vector<SpottedText> read_texts(const Value& value, std::string_view name, Diagnostics& problems) {
  std::vector<SpottedText> texts;
  if (!value.is(ValueType::list)) refuse_type(value, name, "a list of texts (`[\"a\", \"b\"]`)", problems);
  for (const auto& item : value.items)
    if (auto text = read_text(item, name, problems)) texts.push_back(std::move(*text));
  return texts;
}

std::vector<SpottedText> read_one_or_more(const Value& value, std::string_view name, Diagnostics& problems) {
  if (value.is(ValueType::list)) return read_texts(value, name, problems);
  auto text = read_text(value, name, problems);
  return text ? std::vector{std::move(*text)} : std::vector<SpottedText>{};
}

std::vector<SpottedGlob> read_globs(const Value& value, std::string_view name, Diagnostics& problems) {
  std::vector<SpottedGlob> globs;
  for (auto& text : read_texts(value, name, problems)) {
    if (auto glob = Glob::parse(text.text))
      globs.push_back({std::move(*glob), text.spot});
    else
      problems.error(fmt::format("`{}` is no pattern: {}", quoted_if_odd(text.text), glob.error()), text.spot,
                     "`*` and `?` stand for anything within a name, `**` for any number of directories");
  }
  return globs;
}

std::optional<std::size_t> read_choice(const Value& value, std::string_view name,
                                       std::span<const std::string_view> words, Diagnostics& problems) {
  const auto text = read_text(value, name, problems);
  if (!text) return {};
  const auto found = std::ranges::find(words, text->text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::vector<std::string> all(words.begin(), words.end());
  problems.error(fmt::format("`{}` cannot be `{}`", name, quoted_if_odd(text->text)), text->spot,
                 hint_for(text->text, "it is one of", all));
  return {};
}

std::vector<std::size_t> read_choices(const Value& value, std::string_view name,
                                      std::span<const std::string_view> words, Diagnostics& problems) {
  std::vector<std::size_t> choices;
  if (value.is(ValueType::list) && value.items.empty())
    problems.error(fmt::format("`{}` must not be empty", name), value.spot, "give it a value, or leave it out");
  for (const auto& item : value.is(ValueType::list) ? value.items : std::vector{value})
    if (const auto choice = read_choice(item, name, words, problems)) choices.push_back(*choice);
  return choices;
}

std::optional<std::size_t> read_count(const Value& value, std::string_view name, std::size_t most,
                                      Diagnostics& problems) {
  const auto wanted = fmt::format("a whole number from 1 to {}", most);
  if (!value.is(ValueType::integer)) {
    refuse_type(value, name, wanted, problems);
    return {};
  }
  std::size_t count = 0;
  const auto* end = value.scalar.data() + value.scalar.size();
  const auto [stop, fault] = std::from_chars(value.scalar.data(), end, count);
  if (fault == std::errc() && stop == end && count >= 1 && count <= most) return count;
  problems.error(fmt::format("`{}` cannot be {}", name, value.scalar), value.spot, fmt::format("write {}", wanted));
  return {};
}

std::optional<bool> read_flag(const Value& value, std::string_view name, Diagnostics& problems) {
  if (value.is(ValueType::boolean)) return value.scalar == "true";
  refuse_type(value, name, "true or false", problems);
  return {};
}

std::string hint_for(std::string_view name, std::string_view all_are_called, std::span<const std::string> all) {
  if (const auto near = nearest_name(name, all)) return fmt::format("did you mean `{}`?", *near);
  constexpr std::size_t most_told = 50;
  const auto told = all.first(std::min(all.size(), most_told));
  const auto more = all.size() > told.size() ? fmt::format(" and {} more", all.size() - told.size()) : "";
  return fmt::format("{} `{}`{}", all_are_called, fmt::join(told, "`, `"), more);
}

}  // namespace monoci
