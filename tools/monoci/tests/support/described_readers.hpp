#pragma once

#include <span>
#include <string>

#include "base/diagnostic.hpp"

namespace monoci {

// A schema of schema/ that editors use for what people write, and the reader of the same text.
struct DescribedReader {
  const char* schema;
  Diagnostics (*read)(const std::string& yaml);
};

std::span<const DescribedReader> described_readers();

}  // namespace monoci
