#pragma once

#include "config/config.hpp"

namespace monoci {

// Of a limit. Beyond so many needs no server could make the pipeline.
inline constexpr std::size_t kMostCount = 1'000'000'000, kMostNeeds = 10'000;

// `pipeline` and `limits` of monoci.yaml: strict, and with the defaults where they say nothing.
PipelineConfig read_pipeline(const Value& value, Diagnostics& problems);
Limits read_limits(const Value& value, Diagnostics& problems);

}  // namespace monoci
