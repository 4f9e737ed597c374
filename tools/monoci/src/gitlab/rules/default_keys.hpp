#pragma once

#include <array>
#include <string_view>

namespace monoci {

// What `default` may say for all jobs.
constexpr std::array<std::string_view, 12> kDefaultKeys = {
    "after_script", "artifacts",     "before_script", "cache",    "hooks", "id_tokens",
    "image",        "interruptible", "retry",         "services", "tags",  "timeout"};

}  // namespace monoci
