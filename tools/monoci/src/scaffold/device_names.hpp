#pragma once

#include <string_view>

namespace monoci {

// What no file or directory can be called on Windows, whatever its case and whatever follows a dot.
bool is_device_name(std::string_view name);

}  // namespace monoci
