#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace monoci {

// The path, relative to the project, that the URL of `name @ URL` stands for: `file:` with uv's `${PROJECT_ROOT}` or a
// relative path, or hatch's `{root:uri}` and `{root:parent:uri}`. Nothing for every other URL; an absolute path is
// outside the repository.
std::optional<std::string> path_of_direct_reference(std::string_view url);

}  // namespace monoci
