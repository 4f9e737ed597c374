#pragma once

#include <string_view>

namespace monoci {

// What to do where the system refuses to read or write: by its `errno`, never empty.
std::string_view system_hint(int error);

}  // namespace monoci
