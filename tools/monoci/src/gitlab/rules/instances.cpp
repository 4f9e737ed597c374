#include "gitlab/rules/instances.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace monoci {

namespace {

constexpr std::size_t kTooMany = 1000000;  // where counting stops: a matrix can name more than fit a number

std::size_t number_of(const PipelineNode& parallel) {
  const auto& digits = parallel.text();
  const bool sane = parallel.is(ValueType::integer) && digits.size() <= 4 && digits[0] != '-';
  return sane ? std::max<std::size_t>(1, std::stoul(digits)) : 1;
}

std::size_t combinations(const PipelineNode& variables) {
  std::size_t product = 1;
  for (const auto& variable : variables.members())
    product = std::min(kTooMany, product * (variable.value.is(ValueType::list) ? variable.value.size() : 1));
  return product;
}

std::vector<std::string> values_of(const PipelineNode& variable) {
  std::vector<std::string> result;
  if (variable.is(ValueType::list))
    for (const auto& item : variable.items()) result.push_back(item.text());
  else if (variable)
    result.push_back(variable.text());
  return result;
}

// The values of one combination after the other, the last variable changing first.
std::vector<std::string> joined_values(const PipelineNode& variables) {
  std::vector<std::string> result = {""};
  for (const auto& variable : variables.members()) {
    std::vector<std::string> longer;
    for (const auto& start : result)
      for (const auto& value : values_of(variable.value))
        longer.push_back(start.empty() ? value : start + ", " + value);
    result = std::move(longer);
  }
  return result;
}

}  // namespace

std::size_t matrix_size(const PipelineNode& matrix) {
  if (!matrix.is(ValueType::list)) return 1;
  std::size_t sum = 0;
  for (const auto& item : matrix.items()) sum = std::min(kTooMany, sum + (item.opaque() ? 1 : combinations(item)));
  return sum;
}

std::size_t instance_count(const PipelineNode& parallel) {
  if (parallel.is(ValueType::map)) return std::max<std::size_t>(1, matrix_size(parallel.find("matrix")));
  return parallel ? number_of(parallel) : 1;
}

std::vector<std::string> instance_names(std::string_view job, const PipelineNode& parallel) {
  std::vector<std::string> result;
  if (!parallel || parallel.opaque() || instance_count(parallel) > kMostInstances) return result;
  if (const auto matrix = parallel.is(ValueType::map) ? parallel.find("matrix") : PipelineNode();
      matrix.is(ValueType::list)) {
    for (const auto& item : matrix.items())
      for (const auto& values : joined_values(item)) result.push_back(fmt::format("{}: [{}]", job, values));
  } else if (parallel.is(ValueType::integer)) {
    const auto count = instance_count(parallel);
    for (std::size_t number = 1; number <= count; ++number)
      result.push_back(fmt::format("{} {}/{}", job, number, count));
  }
  return result;
}

}  // namespace monoci
