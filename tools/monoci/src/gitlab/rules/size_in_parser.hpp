#pragma once

#include <cstddef>

#include "document/document.hpp"

namespace monoci {

struct ParsedSize {
  std::size_t bytes = 0, depth = 0;
};

// What a document takes in GitLab's parser, which counts Ruby objects: an estimate from measured sizes. Every use of an
// alias counts.
ParsedSize size_in_parser(const Value& document);

}  // namespace monoci
