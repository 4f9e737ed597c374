#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace monoci {

// A schema of schema/ that editors use for what people write, and the reader of the same text.
struct DescribedReader {
  const char* schema;
  Diagnostics (*read)(const std::string& yaml);
  const char* beyond_schemas;  // a regular expression: faults of meaning, which no schema can know
};

std::span<const DescribedReader> described_readers();

// What the reader refuses in a text and a schema could refuse too.
std::vector<std::string> faults_of_shape(const DescribedReader& reader, const std::string& yaml);

}  // namespace monoci
