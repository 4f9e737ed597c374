#pragma once

#include <span>
#include <string_view>

#include "ecosystem/named_paths.hpp"

namespace monoci {

// The names under which a tool looks for its settings, beside what it works on or above it.
struct ToolFiles {
  std::string_view tool;
  std::span<const std::string_view> names;
  ReadNamedPaths read = nullptr;  // what such a file names; nullptr: nothing, or it is read otherwise
  bool of_many = false;           // other tools read it as well
};

}  // namespace monoci
