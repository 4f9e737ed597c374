#include <algorithm>

#include "scaffold/scaffold.hpp"

namespace monoci {

namespace {

std::string_view without_spaces(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

bool ScaffoldCondition::holds(const ScaffoldWords& words) const {
  const auto found = words.find(word);
  return (found != words.end() && found->second == value) != negated;
}

std::optional<ScaffoldCondition> parse_condition(std::string_view text) {
  ScaffoldCondition condition;
  text = without_spaces(text);
  condition.negated = text.starts_with("not ");
  if (condition.negated) text.remove_prefix(4);
  if (const auto equals = text.find("=="); equals != std::string_view::npos) {
    condition.value = without_spaces(text.substr(equals + 2));
    text = text.substr(0, equals);
  }
  condition.word = without_spaces(text);
  const bool odd =
      condition.word.empty() || condition.word == "not" || condition.word.find_first_of(" =!") != std::string::npos;
  return odd || condition.value.empty() ? std::nullopt : std::optional(condition);
}

}  // namespace monoci
