#include "gitlab/rules/duration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/lower_case.hpp"
#include "base/quoted.hpp"
#include "gitlab/rules/shapes.hpp"

namespace monoci {

namespace {

struct Unit {
  double seconds;
  std::array<std::string_view, 5> words;
};

constexpr Unit kUnits[] = {
    {1, {"seconds", "second", "secs", "sec", "s"}}, {60, {"minutes", "minute", "mins", "min", "m"}},
    {3600, {"hours", "hour", "hrs", "hr", "h"}},    {86400, {"days", "day", "dy", "d", "d"}},
    {604800, {"weeks", "week", "wks", "wk", "w"}},  {2592000, {"months", "month", "mos", "mo", "mo"}},
    {31557600, {"years", "year", "yrs", "yr", "y"}}};
constexpr std::array<std::string_view, 3> kJoiningWords = {"and", "with", "plus"};
constexpr std::array<std::string_view, 20> kNumbersInWords = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_numeric(char letter) { return is_digit(letter) || letter == '.'; }

// Numbers and words apart, in lower case: `1h30m` is four of them.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (const char letter : lower_case(text)) {
    if (letter == ' ' || letter == '\t' || letter == '\n' || letter == ',') {
      open = false;
      continue;
    }
    if (!open || is_numeric(letter) != is_numeric(words.back().back())) words.emplace_back();
    words.back() += letter;
    open = true;
  }
  return words;
}

std::optional<double> number_in(const std::string& word) {
  const auto* const named = std::ranges::find(kNumbersInWords, word);
  if (named != kNumbersInWords.end()) return static_cast<double>(named - kNumbersInWords.begin());
  double number = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  return fault == std::errc() && end == word.data() + word.size() ? std::optional(number) : std::nullopt;
}

std::optional<double> unit_in(const std::string& word) {
  for (const auto& unit : kUnits)
    if (std::ranges::find(unit.words, word) != unit.words.end()) return unit.seconds;
  return std::nullopt;
}

// `1:30:00`: hours, minutes and seconds, or as many of the last as there are.
std::optional<double> clock_seconds(std::string_view text) {
  double sum = 0;
  for (bool more = true; more;) {
    const auto colon = text.find(':');
    const auto number = number_in(std::string(text.substr(0, colon)));
    if (!number) return std::nullopt;
    sum = sum * 60 + *number;
    more = colon != std::string_view::npos;
    if (more) text.remove_prefix(colon + 1);
  }
  return sum;
}

}  // namespace

std::optional<double> duration_seconds(std::string_view text) {
  if (text.contains(':')) return clock_seconds(text);
  double sum = 0;
  std::optional<double> number;
  for (const auto& word : words_of(text)) {
    if (const auto next = number_in(word)) {
      sum += number.value_or(0);
      number = next;
    } else if (const auto unit = unit_in(word)) {
      sum += number.value_or(0) * *unit;
      number.reset();
    } else if (std::ranges::find(kJoiningWords, word) == kJoiningWords.end()) {
      return std::nullopt;
    }
  }
  sum += number.value_or(0);
  return sum > 0 ? std::optional(sum) : std::nullopt;
}

void check_duration(const PipelineNode& node, std::string_view name, double longest, std::string_view longest_in_words,
                    Diagnostics& problems) {
  if (!check_text(node, name, problems)) return;
  const auto seconds = duration_seconds(node.text());
  if (!seconds)
    problems.error(fmt::format("`{}` is no duration: `{}`", name, quoted_if_odd(node.text())), node.spot(),
                   "write `1h 30m`, `2 weeks`, …");
  else if (*seconds > longest)
    problems.error(fmt::format("`{}` is too long", name), node.spot(), fmt::format("at most {}", longest_in_words));
}

void check_lifetime(const PipelineNode& node, std::string_view name, Diagnostics& problems) {
  constexpr double kForever = 1e30;
  const auto is_never = [](const std::string& text) { return words_of(text) == std::vector<std::string>{"never"}; };
  if (!node.is(ValueType::string) || !is_never(node.text())) check_duration(node, name, kForever, "for ever", problems);
}

}  // namespace monoci
