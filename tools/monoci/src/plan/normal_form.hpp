#pragma once

#include <string>
#include <string_view>

namespace monoci {

// Unicode's normal form C: what looks the same is the same text. What is not UTF-8 stays as it is.
std::string normal_form(std::string_view text);

}  // namespace monoci
