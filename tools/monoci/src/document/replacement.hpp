#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace monoci {

// One change of a text: the bytes from `begin` to `end` make way for others.
struct Replacement {
  std::size_t begin = 0, end = 0;
  std::string text;
};

inline Replacement insertion(std::size_t at, std::string text) { return {at, at, std::move(text)}; }

// The text with all replacements made. They do not overlap; those at one place come in the order given.
std::string replaced(std::string_view text, std::vector<Replacement> replacements);

}  // namespace monoci
