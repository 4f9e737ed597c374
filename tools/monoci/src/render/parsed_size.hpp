#pragma once

#include <cstddef>
#include <string_view>

#include "config/document.hpp"

namespace monoci {

// Bytes that GitLab's parser takes for a value, which is what `max_yaml_size_bytes` limits: Ruby's objects are some
// five times the text. Estimated: 40 for a string of 23 bytes or less, else its length and 41; 168 for a map of eight
// keys, more for a larger one; 40 for a list and 8 for each of its items.
std::size_t parsed_size(const Value& value);
std::size_t parsed_size(std::string_view text);

}  // namespace monoci
