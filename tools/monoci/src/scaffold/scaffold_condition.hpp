#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scaffold/substitute.hpp"

namespace monoci {

// When conditional files are there: `airflow`, `python == 3.11`, each with `not ` before it or not.
struct ScaffoldCondition {
  std::string word;
  std::string value = "true";
  bool negated = false;

  bool holds(const ScaffoldWords& words) const;  // a word that is not declared has no value
};

std::optional<ScaffoldCondition> parse_condition(std::string_view text);

}  // namespace monoci
