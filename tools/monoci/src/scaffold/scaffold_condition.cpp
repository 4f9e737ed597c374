#include <algorithm>

#include "base/trimmed.hpp"
#include "scaffold/scaffold.hpp"

namespace monoci {

bool ScaffoldCondition::holds(const ScaffoldWords& words) const {
  const auto found = words.find(word);
  return (found != words.end() && found->second == value) != negated;
}

std::optional<ScaffoldCondition> parse_condition(std::string_view text) {
  ScaffoldCondition condition;
  text = trimmed(text);
  condition.negated = text.starts_with("not ");
  if (condition.negated) text.remove_prefix(4);
  if (const auto equals = text.find("=="); equals != std::string_view::npos) {
    condition.value = trimmed(text.substr(equals + 2));
    text = text.substr(0, equals);
  }
  condition.word = trimmed(text);
  const bool odd =
      condition.word.empty() || condition.word == "not" || condition.word.find_first_of(" =!") != std::string::npos;
  return odd || condition.value.empty() ? std::nullopt : std::optional(condition);
}

}  // namespace monoci
