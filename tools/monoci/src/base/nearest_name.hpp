#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace monoci {

// The candidate a person most probably meant, or nothing when none is near (edit distance at most a third of the
// name's length, with swapped neighbours counted once).
std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> candidates);

}  // namespace monoci
