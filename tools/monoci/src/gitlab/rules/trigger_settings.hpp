#pragma once

#include "gitlab/rules/shapes.hpp"

namespace monoci {

// One entry of `include`, at the top or below `trigger`.
void check_include_entry(const PipelineNode& entry, std::string_view name, Diagnostics& problems);

}  // namespace monoci
