#pragma once

#include <string_view>

namespace monoci {

// What a directory says of itself where no manifest of an ecosystem stands in it.
inline constexpr std::string_view kProjectFile = "monoci.project.yaml";

// At the root of the repository: what it says of all projects.
inline constexpr std::string_view kConfigFile = "monoci.yaml";

}  // namespace monoci
