#pragma once

#include <optional>

#include "base/diagnostic.hpp"
#include "gitview/oid.hpp"

namespace monoci {

// What a CI's server tells of successful pipelines of the default branch whose report says that it was complete.
class GreenPipelines {
 public:
  virtual ~GreenPipelines() = default;

  // The head that the next report names, newest first; nothing after the last. An error ends the search: what could
  // not be read may have been a newer one.
  virtual Result<std::optional<gitview::Oid>> next() = 0;
};

}  // namespace monoci
