#pragma once

#include <cstddef>
#include <vector>

#include "document/document.hpp"

namespace monoci {

// One pipeline as several files that one trigger includes: GitLab merges them and limits the size of each. All have the
// same `workflow` and `stages`, the first has what counts for the whole pipeline, and jobs and hidden jobs fill one
// after the other up to `budget` bytes (as parsed). The last takes what is left over. There are always `count` of them:
// where less is needed the rest define nothing.
std::vector<Value> spread(const Value& document, std::size_t count, std::size_t budget);

}  // namespace monoci
