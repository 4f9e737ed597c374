#include "gitlab/job_instances.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace monoci {

namespace {

constexpr std::size_t kMostInstances = 200;  // GitLab's own limit

using Combination = std::vector<std::pair<std::string, std::string>>;  // variables and their values

// Each variable has one value, or a list of them; the last one changes first.
std::vector<Combination> combinations_in(const Value& matrix) {
  std::vector<Combination> all;
  for (const auto& row : matrix.items) {
    std::vector<Combination> of_row = {{}};
    for (const auto& variable : row.members) {
      const auto one = std::vector{variable.value};
      const auto& values = variable.value.is(ValueType::list) ? variable.value.items : one;
      if (of_row.size() * values.size() > kMostInstances) return {};
      std::vector<Combination> longer;
      for (const auto& start : of_row)
        for (const auto& value : values) longer.emplace_back(start).emplace_back(variable.key, value.scalar);
      of_row = std::move(longer);
    }
    if (!row.members.empty()) std::ranges::move(of_row, std::back_inserter(all));
    if (all.size() > kMostInstances) return {};
  }
  return all;
}

std::string suffix_of(const Combination& combination) {
  std::vector<std::string_view> values;
  for (const auto& [name, value] : combination) values.push_back(value);
  return fmt::format(": [{}]", fmt::join(values, ", "));
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char each) { return each >= '0' && each <= '9'; });
}

constexpr std::string_view kOpening = "$[[", kClosing = "]]", kMatrix = "matrix.", kBlanks = " \t\n";

std::string_view trimmed_expression(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// What GitLab writes in the place of expressions; false where one names no variable.
bool fill(std::string& text, const Combination& own) {
  for (auto at = text.find(kOpening); at != std::string::npos; at = text.find(kOpening, at)) {
    const auto end = text.find(kClosing, at);
    if (end == std::string::npos) return true;
    const auto inside = std::string_view(text).substr(at + kOpening.size(), end - at - kOpening.size());
    const auto expression = trimmed_expression(inside);
    if (!expression.starts_with(kMatrix)) {
      at = end;
      continue;
    }
    const auto variable = std::ranges::find(own, expression.substr(kMatrix.size()), &Combination::value_type::first);
    if (variable == own.end()) return false;
    text.replace(at, end + kClosing.size() - at, variable->second);
    at += variable->second.size();
  }
  return true;
}

bool fill(Value& value, const Combination& own) {
  bool filled = fill(value.scalar, own);
  for (auto& item : value.items) filled = fill(item, own) && filled;
  for (auto& member : value.members) filled = fill(member.value, own) && filled;
  return filled;
}

}  // namespace

std::vector<std::string> instance_suffixes(const Value& parallel) {
  std::vector<std::string> suffixes;
  if (const auto* matrix = parallel.find("matrix")) {
    for (const auto& combination : combinations_in(*matrix)) suffixes.push_back(suffix_of(combination));
  } else if (parallel.is(ValueType::integer)) {
    std::size_t count = 0;
    std::from_chars(parallel.scalar.data(), parallel.scalar.data() + parallel.scalar.size(), count);
    for (std::size_t number = 1; number <= count && count <= kMostInstances; ++number)
      suffixes.push_back(fmt::format(" {}/{}", number, count));
  }
  return suffixes;
}

std::vector<std::size_t> suffix_marks(std::string_view name) {
  std::vector<std::size_t> marks;
  if (const auto blank = name.rfind(' '); blank != std::string_view::npos) {
    const auto numbers = name.substr(blank + 1);
    const auto slash = std::min(numbers.find('/'), numbers.size());
    if (is_digits(numbers.substr(0, slash)) && slash < numbers.size() && is_digits(numbers.substr(slash + 1)))
      marks.push_back(blank);
  }
  if (name.ends_with(']'))
    for (auto at = name.find(": ["); at != std::string_view::npos; at = name.find(": [", at + 1)) marks.push_back(at);
  return marks;
}

std::optional<std::vector<std::string>> asked_suffixes(const Value& asked, const Value* own_parallel) {
  const auto* matrix = own_parallel ? own_parallel->find("matrix") : nullptr;
  auto own = matrix ? combinations_in(*matrix) : std::vector<Combination>();
  if (own.empty()) own.emplace_back();
  if (auto as_it_is = asked; fill(as_it_is, {})) own.resize(1);  // no expression
  std::vector<std::string> suffixes;
  for (const auto& combination : own) {
    auto filled = asked;
    if (!fill(filled, combination)) return {};
    if (suffixes.size() > kMostInstances) break;  // no job has so many
    auto of_one = filled.is(ValueType::string) ? std::vector{filled.scalar} : instance_suffixes(filled);
    for (auto& suffix : of_one)
      if (std::ranges::find(suffixes, suffix) == suffixes.end()) suffixes.push_back(std::move(suffix));
  }
  return suffixes;
}

}  // namespace monoci
