#pragma once

#include <string_view>

namespace monoci {

// What a directory says of itself where no manifest of an ecosystem stands in it.
inline constexpr std::string_view kProjectFile = "monoci.project.yaml";

}  // namespace monoci
