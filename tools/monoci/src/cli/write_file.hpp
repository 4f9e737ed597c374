#pragma once

#include <filesystem>
#include <string_view>

#include "base/diagnostic.hpp"

namespace monoci {

// Writes a file whole or not at all: beside its place first, then renamed over it. A link is followed, so that what it
// points to is replaced and the link stays. What is no regular file (a pipe, /dev/stdout) is written to as it is.
Result<void> write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace monoci
