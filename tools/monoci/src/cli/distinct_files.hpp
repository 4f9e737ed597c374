#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace monoci {

// A file on the disk, and what the person who is told of it knows it by: `--report`, "the configuration".
struct FileInUse {
  std::string what;
  std::filesystem::path file;
};

// Why the outputs must not be written: two of them are one file, or one is a file that monoci reads; by whatever
// spelling, link or hard link. Devices may be named as often as one likes.
std::optional<Diagnostic> would_overwrite(std::span<const FileInUse> outputs, std::span<const FileInUse> inputs);

}  // namespace monoci
