// Settings that stand at the top of a file as well as in a job.
#pragma once

#include "gitlab/rules/shapes.hpp"

namespace monoci {

// A map of variables. What a variable may hold beside its value depends on where it stands; nothing: plain values only.
void check_variables(const PipelineNode& variables, std::string_view name, Words data, Diagnostics& problems);

struct ConditionWords {  // what rules may say at one place
  std::string_view name;
  Words keys, when;
};

void check_conditions(const PipelineNode& rules, const ConditionWords& words, Diagnostics& problems);

}  // namespace monoci
