#pragma once

#include <filesystem>
#include <string_view>

#include "base/diagnostic.hpp"

namespace monoci {

// Writes a file whole or not at all: beside its place first, then renamed over it; it keeps its permissions. A link is
// followed, so that what it points to is replaced and the link stays. What is no regular file (a pipe, a device) is
// written to as it is, and an output of our own (/dev/stdout, /dev/fd/3) through the descriptor that we were given: so
// `>> log` appends. A signal ends the program, and no half of a file is left.
Result<void> write_file(const std::filesystem::path& file, std::string_view content);

// What a path leads to, also where nothing is there yet. Of our own descriptors their name below /proc.
std::filesystem::path end_of_links(std::filesystem::path file);

}  // namespace monoci
