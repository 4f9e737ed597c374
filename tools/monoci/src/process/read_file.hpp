#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "base/diagnostic.hpp"

namespace monoci {

// What no file that a person names is larger than: a pipeline that GitLab takes, a configuration, a note.
inline constexpr std::size_t kLargestNamedFile = std::size_t{16} << 20;

// Reads a file that a person named: a regular file, a pipe (`<(command)`, /dev/stdin), a device. It ends: with an error
// where there is more than `most`, or where nothing comes through a pipe for as long as `patience`.
Result<std::string> read_named_file(const std::filesystem::path& file, std::size_t most = kLargestNamedFile,
                                    std::chrono::milliseconds patience = std::chrono::seconds(30));

}  // namespace monoci
