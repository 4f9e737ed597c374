#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "gitview/failure.hpp"

namespace gitview {

// The text of a file of the git directory; nothing where there is none, or a directory. A FIFO or a device, on which
// reading could wait for ever, a file larger than `most` bytes and one that cannot be read are failures.
Result<std::optional<std::string>> read_regular_file(const std::filesystem::path& file, std::size_t most);

// Whether somebody who opens it could wait for ever: it is there and neither a regular file nor a directory.
bool is_special_file(const std::filesystem::path& file);

}  // namespace gitview
