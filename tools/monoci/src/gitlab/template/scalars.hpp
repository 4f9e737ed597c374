#pragma once

#include "document/document.hpp"

namespace monoci {

// Text without quotes becomes what GitLab's parser takes it for: `010` is 8, `1_000` is 1000, `3.10` is 3.1 and `12:30`
// is 45000. A warning says where that is written otherwise than it is read.
void read_scalars_as_gitlab(Value& document, Diagnostics& problems);

}  // namespace monoci
