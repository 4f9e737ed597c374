#pragma once

#include <cstddef>

#include "document/document.hpp"

namespace monoci {

// What a template may come to when what its jobs inherit is written out: few lines can extend and refer to each other
// so often that no memory holds the result. A pipeline of 500 jobs with 50 values each is a quarter of this.
constexpr std::size_t kMostWrittenOut = 100'000;

std::size_t count_values(const Value& value);

}  // namespace monoci
