#pragma once

#include "config/config.hpp"

namespace monoci {

// `pipeline` and `limits` of monoci.yaml: strict, and with the defaults where they say nothing.
PipelineConfig read_pipeline(const Value& value, Diagnostics& problems);
Limits read_limits(const Value& value, Diagnostics& problems);

}  // namespace monoci
