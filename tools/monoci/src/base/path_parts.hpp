#pragma once

#include <string_view>
#include <vector>

namespace monoci {

// What stands between the slashes of a path; empty parts are left out. "." and ".." are parts like others.
std::vector<std::string_view> path_parts(std::string_view path);

}  // namespace monoci
