#pragma once

#include <span>
#include <string>
#include <string_view>

namespace monoci::fuzzing {

// A reader and what must hold of whatever it is given. A target returns, or it has found a fault: a crash, a
// sanitizer's report, a broken promise (`promise`), or more time than an input may take.
struct FuzzTarget {
  std::string_view name;  // seeds lie in seeds/NAME
  void (*run)(const std::string& input);
};

std::span<const FuzzTarget> fuzz_targets();

}  // namespace monoci::fuzzing
