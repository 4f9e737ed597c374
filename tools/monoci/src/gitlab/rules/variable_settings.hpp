#pragma once

#include "gitlab/rules/shapes.hpp"

namespace monoci {

// A map of variables. What a variable may hold beside its value depends on where it stands; nothing: plain values only.
void check_variables(const PipelineNode& variables, std::string_view name, Words data, Diagnostics& problems);

}  // namespace monoci
