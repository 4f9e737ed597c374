#pragma once

#include "gitlab/rules/shapes.hpp"

namespace monoci {

struct ConditionWords {  // what rules may say at one place
  std::string_view name;
  Words keys, when;
};

void check_conditions(const PipelineNode& rules, const ConditionWords& words, Diagnostics& problems);

}  // namespace monoci
